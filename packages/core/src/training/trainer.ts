import type { EngineChoice } from '@equipoise/compiler';

import { type BestWeights, bestWeights } from '../callbacks/best-weights.ts';
import type { Callback, TrainerView } from '../callbacks/callback.ts';
import { checkTrainable } from '../data/check-dataset.ts';
import { isLabelled } from '../data/dataset.ts';
import { datasetDigest } from '../data/digest.ts';
import { EquipoiseError } from '../errors.ts';
import type { ModelWeights } from '../model/model-weights.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import { assemble, engineOf, type TrainingParts } from './assemble.ts';
import { checkpointOf } from './checkpoint-of.ts';
import { type Checkpoint, checkPosition, checkSameRun } from './checkpoint.ts';
import type { StepBatches } from './epoch-batches.ts';
import { eventLoopTurns } from './event-loop.ts';
import { requireFinite } from './finite.ts';
import type { FitOptions } from './fit-options.ts';
import type { EpochRecord, History, StepRecord } from './history.ts';
import { judgeEpoch } from './judge-epoch.ts';
import { LossMeter } from './loss-meter.ts';
import { within } from './named-tensors.ts';
import { type CompleteFitOptions, readOptions } from './read-options.ts';
import { identityOf, provenanceOf } from './run-identity.ts';
import { runNotes } from './run-notes.ts';
import { withStartDigest } from './start-weights.ts';

/** Steps that the history keeps. */
const window = 1000;

/** One training run: iterate over it to make its steps one by one, as `fit` does. */
export class Trainer implements TrainerView, AsyncIterable<StepRecord> {
  /** What is trained. */
  readonly model: MultiTaskModel;
  readonly dataset: string;
  readonly #options: CompleteFitOptions;
  readonly #parts: TrainingParts;
  readonly #digest: () => Promise<string>;
  readonly #callbacks: readonly Callback[];
  readonly #best: BestWeights = bestWeights();
  readonly #monitor: (evaluation: EpochRecord['validation']) => number;
  readonly #measured: ReadonlySet<string>;
  readonly #steps: StepRecord[] = [];
  readonly #epochs: EpochRecord[] = [];
  readonly #monitored: number[] = [];
  #position = { epoch: 0, step: 0 };
  #skipped = 0;
  #stopped: string | undefined;
  #insideEpoch = false;
  readonly #turn = eventLoopTurns();

  private constructor(options: CompleteFitOptions, digest: () => Promise<string>) {
    this.#options = options;
    this.dataset = options.dataset.name;
    this.#digest = digest;
    this.#callbacks = [this.#best, ...options.callbacks];
    this.#monitor = options.monitor.create(options.dataset);
    const { tasks, splits } = options.dataset;
    this.#measured = new Set(tasks.filter((task) => isLabelled(task, splits.validation)).map(({ name }) => name));
    this.#parts = assemble(options);
    this.model = this.#parts.model;
    if (options.resume) this.#load(options.resume);
  }

  /**
   * Prepares a run: builds the model and chooses the engine.
   *
   * @param options - The options of `fit`.
   * @throws what `fit` throws.
   */
  static async create(options: FitOptions): Promise<Trainer> {
    const complete = await withStartDigest(readOptions(options));
    checkTrainable(complete.dataset);
    let data: Promise<string> | undefined;
    const digest = (): Promise<string> => (data ??= datasetDigest(complete.dataset)); // It reads all data: once, if ever.
    if (complete.resume) checkSameRun(identityOf(complete, await digest(), engineOf(complete)), complete.resume);
    await complete.balancer.prepare?.();
    const trainer = new Trainer(complete, digest);
    try {
      await trainer.#parts.step.choose(await trainer.#parts.batches.first());
      return trainer;
    } catch (error) {
      await trainer.dispose();
      throw error;
    }
  }

  get step(): number {
    return this.#position.step;
  }

  get steps(): number {
    return this.epochs * this.#parts.batches.steps;
  }

  get epoch(): number {
    return this.#position.epoch;
  }

  get epochs(): number {
    return this.#options.epochs;
  }

  /** The engine that runs the steps, and why it was taken. */
  get engine(): Pick<EngineChoice, 'engine' | 'reason' | 'work'> {
    return this.#parts.choice;
  }

  /** What was seen so far. */
  get history(): History {
    return {
      tasks: this.model.tasks.map(({ name }) => name),
      steps: [...this.#steps],
      epochs: [...this.#epochs],
      bestEpoch: this.#best.epoch,
      skipped: this.#skipped,
      statuses: { ...this.#parts.balancerRun.statuses },
      gradientScope: this.#options.gradientScope,
      ...runNotes(this.#parts, this.#epochs, this.#best.epoch),
    };
  }

  stop(reason: string): void {
    this.#stopped = reason;
  }

  weights(): ModelWeights {
    this.#parts.step.sync();
    return this.model.weights;
  }

  async checkpoint(): Promise<Checkpoint> {
    if (this.#insideEpoch) throw new EquipoiseError('checkpoint: a run can be resumed from the end of an epoch only.');
    return checkpointOf(this.#parts, this.#callbacks, {
      weights: this.weights(),
      identity: identityOf(this.#options, await this.#digest(), this.#parts.step.engine),
      position: this.#position,
      monitored: this.#monitored.slice(-window),
      skipped: this.#skipped,
    });
  }

  /** Makes the steps of the run that are left, one by one; ends early when a callback stops it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<StepRecord> {
    for (const callback of this.#callbacks) await callback.onTrainBegin?.(this);
    for (let epoch = this.epoch; epoch < this.epochs && this.#stopped === undefined; epoch += 1) {
      yield* this.#epoch(epoch);
    }
    for (const callback of this.#callbacks) await callback.onTrainEnd?.(this);
  }

  /** Frees the training; leaves the model with the weights that were asked for. */
  async finish(): Promise<void> {
    const last = this.weights();
    const best = this.#options.keep === 'best' ? this.#best.weights : undefined;
    const parameters = this.#options.keep === 'average' ? this.#parts.optimizerRun.slot('ema') : undefined;
    await this.#release();
    this.model.setWeights(best ?? { ...last, ...(parameters && { parameters }) });
    const epoch = best ? this.#best.epoch : Math.max(0, this.epoch - 1);
    this.model.trained = provenanceOf(this.#options, {
      data: await this.#digest(),
      epoch,
      epochs: this.epoch,
      engine: this.#parts.step.engine,
      validation: this.#best.validation(epoch),
    });
  }

  /** Frees the training and the model. */
  async dispose(): Promise<void> {
    try {
      await this.#release();
    } finally {
      await this.model.dispose();
    }
  }

  #load({ position, state, tensors }: Checkpoint): void {
    checkPosition(position, { epochs: this.epochs, stepsPerEpoch: this.#parts.batches.steps });
    this.#position = { ...position };
    this.#skipped = state.skipped;
    this.#monitored.push(...state.monitored);
    for (const callback of this.#callbacks) {
      const data = state.callbacks[callback.name];
      if (data !== undefined) callback.load?.({ data, tensors: within(tensors, `callbacks/${callback.name}/`) });
    }
  }

  async *#epoch(epoch: number): AsyncGenerator<StepRecord> {
    this.#parts.step.reseed(this.#parts.random.fork(`noise of epoch ${epoch}`));
    const taskCount = this.model.tasks.length;
    const [losses, weights] = [new LossMeter(taskCount), new LossMeter(taskCount)];
    this.#insideEpoch = true;
    for await (const batches of this.#parts.batches.epoch(epoch, this.#parts.random)) {
      await this.#turn();
      this.#options.signal?.throwIfAborted();
      const record = await this.#makeStep(batches, epoch);
      losses.add(record.skipped === true ? record.losses.map(() => null) : record.losses);
      if (!record.skipped) weights.add(record.weights);
      this.#parts.batches.order.afterStep?.(record);
      for (const callback of this.#callbacks) await callback.onBatchEnd?.(record, this);
      yield record;
      if (this.#stopped !== undefined) break;
    }
    this.#parts.step.sync();
    this.#parts.balancerRun.endEpoch(losses.means());
    const validation = await this.model.evaluateChecked(this.#options.dataset.splits.validation);
    requireFinite(
      this.model.tasks.map(({ name }) => (this.#measured.has(name) ? (validation.losses[name] ?? Number.NaN) : 0)),
      (task) => `the validation loss of task ${this.model.tasks[task]?.name} after epoch ${epoch}`,
    );
    const judged = judgeEpoch(this.#parts.balancerRun, this.model.tasks, validation, this.#monitor(validation));
    const record = { epoch, trainLosses: losses.means(), meanWeights: weights.means(), validation, ...judged };
    this.#epochs.push(record);
    this.#monitored.push(record.monitored);
    this.#position = { epoch: epoch + 1, step: this.step };
    this.#insideEpoch = false;
    for (const callback of this.#callbacks) await callback.onEpochEnd?.(record, this);
  }

  async #makeStep(batches: StepBatches, epoch: number): Promise<StepRecord> {
    const { epochs, learningRate, schedule, balancer, diagnoseEvery } = this.#options;
    const { step, steps } = this;
    const place = { step, steps, epoch, stepsPerEpoch: this.#parts.batches.steps, monitored: this.#monitored };
    const rate = learningRate * schedule.factor(place);
    const diagnose = balancer.needs !== 'gramian' && diagnoseEvery > 0 && step % diagnoseEvery === 0;
    const { diagnosis, step: trained } = this.#parts;
    const before = diagnosis.needsParameters(step) ? Float32Array.from(this.weights().parameters) : undefined;
    const gramian = diagnose ? { gramian: await trained.gramian(batches[0]) } : {};
    const seen = { ...gramian, ...(await diagnosis.before(batches[0], { step, learningRate: rate })) };
    const started = performance.now();
    const applied = step - this.#skipped;
    const result = await trained.run(batches, { step, epoch, epochs, applied, learningRate: rate });
    const milliseconds = performance.now() - started;
    const update = before && (await diagnosis.after(batches[0], before));
    const record: StepRecord = { step, epoch, ...seen, ...result, ...update, learningRate: rate, milliseconds };
    if (record.skipped === true) this.#skipped += 1;
    this.#position = { epoch, step: step + 1 };
    this.#steps.push(record);
    if (this.#steps.length > 2 * window) this.#steps.splice(0, window);
    return record;
  }

  async #release(): Promise<void> {
    await this.#parts.step.dispose(); // First: it writes the parameters to the model.
    await this.#parts.diagnosis.dispose();
    this.#parts.optimizerRun.dispose();
    this.#parts.slots.dispose();
    for (const callback of this.#callbacks) await callback.release?.();
  }
}
