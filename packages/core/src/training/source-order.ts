import { at } from '../at.ts';
import { EquipoiseError, InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import type { Random } from '../random.ts';
import { apportion } from '../samplers/apportion.ts';
import type { Sampler } from '../samplers/sampler.ts';
import type { BatchOrder, PickedExamples } from './batch-order.ts';
import type { StepRecord } from './history.ts';
import { SourcePasses } from './source-passes.ts';

/** A source, for the order of its examples. */
export interface OrderedSource {
  /** Its name. */
  readonly name: string;
  /** Training examples. */
  readonly size: number;
  /** The places of its tasks among those of the run. */
  readonly tasks: readonly number[];
}

/** How batches are made of sources. */
export interface SourceOrderOptions {
  /** The sources. */
  readonly sources: readonly OrderedSource[];
  /** What says how much each gives. */
  readonly sampler: Sampler;
  /** Whether a batch is of one source or of several. */
  readonly perBatch: 'one' | 'several';
  /** Examples in a batch. */
  readonly batchSize: number;
  /** Batches in a step: all are of the same sources. */
  readonly batchesPerStep: number;
  /** Epochs of the run. */
  readonly epochs: number;
}

/** What a run over several sources goes on from. */
interface SourceState {
  /** Examples that were drawn from each source, by its name. */
  readonly drawn: Readonly<Record<string, number>>;
  /** What the sampler remembers. */
  readonly sampler?: unknown;
}

/** The examples of several sources, as a sampler shares them out; each source is gone through again and again. */
export class SourceOrder implements BatchOrder {
  readonly steps: number;
  readonly waits: boolean;
  readonly #options: SourceOrderOptions;
  readonly #drawn: number[];
  #sampled: unknown;
  #counts: readonly number[] = [];

  /**
   * @param options - The sources, and how batches are made of them.
   * @param state - What {@link SourceOrder.state} returned; the beginning when left out.
   * @throws {@link InvalidOptionError} when the state is not one of these sources, or the batch is too small.
   */
  constructor(options: SourceOrderOptions, state?: unknown) {
    const { sources, sampler, batchSize } = options;
    const total = sources.reduce((sum, { size }) => sum + size, 0);
    this.#options = options;
    this.steps = Math.floor(total / batchSize);
    this.waits = sampler.afterStep !== undefined;
    const { drawn, sampler: sampled } = state === undefined ? begun(sources) : readState(state, sources);
    this.#drawn = sources.map(({ name }) => drawn[name] ?? 0);
    this.#sampled = sampled ?? sampler.init?.(this.#sizes);
  }

  get #sizes(): readonly number[] {
    return this.#options.sources.map(({ size }) => size);
  }

  first(): PickedExamples {
    const shares = this.#shares(0, 0);
    const counts =
      this.#options.perBatch === 'one'
        ? this.#only(shares.indexOf(Math.max(...shares)))
        : apportion(shares, this.#options.batchSize);
    return counts.flatMap((count, source) => {
      const { size } = at(this.#options.sources, source);
      return count > 0 ? [{ source, indices: Uint32Array.from({ length: count }, (_, row) => row % size) }] : [];
    });
  }

  begin(epoch: number, random: Random): () => readonly PickedExamples[] {
    const { sources, perBatch, batchSize, batchesPerStep } = this.#options;
    const draws = Array.from({ length: batchesPerStep }, (_, draw) =>
      sources.map(({ name, size }) => new SourcePasses(size, random, `${name}${draw > 0 ? `, draw ${draw}` : ''}`)),
    );
    const lots = random.fork(`sources of epoch ${epoch}`);
    let step = epoch * this.steps;
    return () => {
      const shares = this.#shares(step, epoch);
      const counts = perBatch === 'one' ? this.#only(drawn(shares, lots.next())) : apportion(shares, batchSize);
      const picked = draws.map((passes) =>
        counts.flatMap((count, source) => {
          const start = this.#drawn[source] ?? 0;
          return count > 0 ? [{ source, indices: at(passes, source).take(start, count) }] : [];
        }),
      );
      for (const [source, count] of counts.entries()) this.#drawn[source] = (this.#drawn[source] ?? 0) + count;
      this.#counts = counts;
      step += 1;
      return picked;
    };
  }

  afterStep({ losses }: StepRecord): void {
    const { sources, sampler } = this.#options;
    const step = {
      examples: this.#counts,
      losses: sources.map(({ tasks }, source) =>
        (this.#counts[source] ?? 0) > 0
          ? tasks.flatMap((task) => (typeof losses[task] === 'number' ? [losses[task]] : []))
          : [],
      ),
    };
    if (sampler.afterStep) this.#sampled = sampler.afterStep(step, this.#sampled);
  }

  state(): SourceState {
    const names = this.#options.sources.map(({ name }, source) => [name, this.#drawn[source] ?? 0] as const);
    return { drawn: Object.fromEntries(names), ...(this.#sampled !== undefined && { sampler: this.#sampled }) };
  }

  #only(chosen: number): readonly number[] {
    return this.#options.sources.map((_, source) => (source === chosen ? this.#options.batchSize : 0));
  }

  #shares(step: number, epoch: number): readonly number[] {
    const { sampler, epochs } = this.#options;
    const place = { step, steps: epochs * this.steps, epoch, epochs };
    const shares = sampler.shares({ ...place, sizes: this.#sizes }, this.#sampled);
    const sum = shares.reduce((total, share) => total + share, 0);
    const isRight = shares.length === this.#sizes.length && shares.every((share) => share >= 0) && sum > 0;
    if (!isRight || !Number.isFinite(sum)) {
      throw new EquipoiseError(
        `sampler ${sampler.config.name}: must answer ${this.#sizes.length} shares of at least 0, answered [${shares.join()}].`,
      );
    }
    return shares.map((share) => share / sum);
  }
}

/** The source that a number from 0 to 1 falls on. */
function drawn(shares: readonly number[], lot: number): number {
  let sum = 0;
  for (const [source, share] of shares.entries()) {
    sum += share;
    if (lot < sum) return source;
  }
  return shares.findLastIndex((share) => share > 0); // The shares may sum to a little less than 1.
}

function begun(sources: readonly OrderedSource[]): SourceState {
  return { drawn: Object.fromEntries(sources.map(({ name }) => [name, 0])) };
}

function readState(state: unknown, sources: readonly OrderedSource[]): SourceState {
  const { drawn: counts, sampler } = isRecord(state) ? state : {};
  const isCount = (name: string): boolean =>
    isRecord(counts) && Object.hasOwn(counts, name) && Number.isSafeInteger(counts[name]) && Number(counts[name]) >= 0;
  if (sources.every(({ name }) => isCount(name))) return { drawn: counts as SourceState['drawn'], sampler };
  const names = sources.map(({ name }) => name).join(', ');
  throw new InvalidOptionError('fit', 'resume', `a whole checkpoint, with the drawn examples of ${names}`, counts);
}
