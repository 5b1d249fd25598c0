import { at } from '../at.ts';
import { type Batch, batchOf } from '../data/batch.ts';
import { checkSplit } from '../data/check-dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { joinBatches } from '../data/join-batches.ts';
import { type Source, sourcesOf } from '../data/sources-of.ts';
import { gatherSplit, isSplit } from '../data/split-source.ts';
import { DataError } from '../errors.ts';
import type { Random } from '../random.ts';
import type { BatchOrder, PickedExamples } from './batch-order.ts';

/** The batches of a training step: its own, and those that a gradient transform draws besides. */
export type StepBatches = readonly [Batch, ...Batch[]];

/** Reads the training examples of an epoch, in the order that it is given. */
export class EpochBatches {
  /** Which examples each step is made of. */
  readonly order: BatchOrder;
  readonly #dataset: Dataset;
  readonly #sources: readonly Source[];
  readonly #perStep: number;

  /**
   * @param dataset - The data set.
   * @param order - Which examples each step is made of.
   * @param perStep - Batches in a step.
   */
  constructor(dataset: Dataset, order: BatchOrder, perStep: number) {
    this.order = order;
    this.#dataset = dataset;
    this.#sources = sourcesOf(dataset);
    this.#perStep = perStep;
  }

  /** Steps in an epoch. */
  get steps(): number {
    return this.order.steps;
  }

  /** The first examples, as large as a step's: what the engine is chosen by. */
  async first(): Promise<StepBatches> {
    const batch = await this.#read(this.order.first());
    return Array.from({ length: this.#perStep }, () => batch) as unknown as StepBatches;
  }

  /**
   * The batches of an epoch. While one is trained on, the next is being read, unless which one it is depends on the step.
   *
   * @param epoch - The epoch, from 0.
   * @param random - The source of the run.
   */
  async *epoch(epoch: number, random: Random): AsyncGenerator<StepBatches> {
    const pick = this.order.begin(epoch, random);
    const read = (): Promise<StepBatches> => {
      const batches = Promise.all(pick().map((picked) => this.#read(picked)));
      batches.catch(() => undefined); // It is awaited later, or not at all when the run is stopped.
      return batches as unknown as Promise<StepBatches>;
    };
    const isAhead = !this.order.waits && this.#sources.some(({ examples }) => !isSplit(examples));
    let next = read();
    for (let step = 0; step < this.steps; step += 1) {
      const batches = await next;
      if (isAhead && step + 1 < this.steps) next = read();
      yield batches;
      if (!isAhead && step + 1 < this.steps) next = read();
    }
  }

  async #read(picked: PickedExamples): Promise<Batch> {
    const parts = await Promise.all(
      picked.map(({ source, indices }) => this.#fetch(at(this.#sources, source), indices)),
    );
    return joinBatches(parts, this.#dataset);
  }

  async #fetch({ owner, examples, specs }: Source, indices: Uint32Array): Promise<Batch> {
    if (isSplit(examples)) return batchOf(gatherSplit(examples, indices, specs), specs);
    const split = await examples.gather(indices);
    checkSplit(`${owner}, gather`, split, specs, { finite: false }); // NaN is for the option `onNonFinite`.
    if (split.size !== indices.length) {
      throw new DataError(`${owner}, gather: ${indices.length} examples were asked for, received ${split.size}.`);
    }
    return batchOf(split, specs);
  }
}
