import { type Batch, batchOf } from '../data/batch.ts';
import { checkSplit } from '../data/check-dataset.ts';
import type { Dataset } from '../data/dataset.ts';
import { gatherSplit, isSplit } from '../data/split-source.ts';
import { DataError } from '../errors.ts';
import type { Random } from '../random.ts';

/** The batches of a training step: its own, and those that a gradient transform draws besides. */
export type StepBatches = readonly [Batch, ...Batch[]];

/** Reads the training examples of an epoch, each in an order of its own. */
export class EpochBatches {
  readonly #dataset: Dataset;
  readonly #batchSize: number;
  readonly #perStep: number;

  /**
   * @param dataset - The data set.
   * @param batchSize - Examples in a batch.
   * @param perStep - Batches in a step.
   */
  constructor(dataset: Dataset, batchSize: number, perStep: number) {
    this.#dataset = dataset;
    this.#batchSize = batchSize;
    this.#perStep = perStep;
  }

  /** Steps in an epoch. */
  get steps(): number {
    return Math.floor(this.#dataset.splits.train.size / this.#batchSize);
  }

  /** The first examples, as large as a step's: what the engine is chosen by. */
  async first(): Promise<StepBatches> {
    const batch = await this.#read(Uint32Array.from({ length: this.#batchSize }, (_, row) => row));
    return this.#all(() => batch);
  }

  /**
   * The batches of an epoch. While one is trained on, the next is being read.
   *
   * @param epoch - The epoch, from 0.
   * @param random - The source of the run.
   */
  async *epoch(epoch: number, random: Random): AsyncGenerator<StepBatches> {
    const { size } = this.#dataset.splits.train;
    const orders = this.#all((draw) =>
      random.fork(`order of epoch ${epoch}${draw > 0 ? `, draw ${draw}` : ''}`).permutation(size),
    );
    const read = (step: number): Promise<StepBatches> => {
      const [start, end] = [step * this.#batchSize, (step + 1) * this.#batchSize];
      const batches = Promise.all(orders.map((order) => this.#read(order.subarray(start, end))));
      batches.catch(() => undefined); // It is awaited later, or not at all when the run is stopped.
      return batches as unknown as Promise<StepBatches>;
    };
    const inMemory = isSplit(this.#dataset.splits.train);
    let next = read(0);
    for (let step = 0; step < this.steps; step += 1) {
      const batches = await next;
      if (!inMemory && step + 1 < this.steps) next = read(step + 1);
      yield batches;
      if (inMemory && step + 1 < this.steps) next = read(step + 1);
    }
  }

  #all<Value>(make: (draw: number) => Value): readonly [Value, ...Value[]] {
    return Array.from({ length: this.#perStep }, (_, draw) => make(draw)) as unknown as readonly [Value, ...Value[]];
  }

  async #read(indices: Uint32Array): Promise<Batch> {
    const { name, splits } = this.#dataset;
    if (isSplit(splits.train)) return batchOf(gatherSplit(splits.train, indices, this.#dataset), this.#dataset);
    const examples = await splits.train.gather(indices);
    const owner = `${name}, train, gather`;
    checkSplit(owner, examples, this.#dataset, { finite: false }); // NaN is for the option `onNonFinite`.
    if (examples.size !== indices.length) {
      throw new DataError(`${owner}: ${indices.length} examples were asked for, received ${examples.size}.`);
    }
    return batchOf(examples, this.#dataset);
  }
}
