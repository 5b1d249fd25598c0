import type { Random } from '../random.ts';
import type { BatchOrder, PickedExamples } from './batch-order.ts';

/** The examples of one source: every epoch has them in an order of its own, and leaves out those that fill no batch. */
export class PermutedOrder implements BatchOrder {
  readonly steps: number;
  readonly waits = false;
  readonly #size: number;
  readonly #batchSize: number;
  readonly #perStep: number;

  /**
   * @param size - How many examples there are.
   * @param batchSize - Examples in a batch.
   * @param perStep - Batches in a step.
   */
  constructor(size: number, batchSize: number, perStep: number) {
    this.steps = Math.floor(size / batchSize);
    this.#size = size;
    this.#batchSize = batchSize;
    this.#perStep = perStep;
  }

  first(): PickedExamples {
    return [{ source: 0, indices: Uint32Array.from({ length: this.#batchSize }, (_, row) => row) }];
  }

  begin(epoch: number, random: Random): () => readonly PickedExamples[] {
    const orders = Array.from({ length: this.#perStep }, (_, draw) =>
      random.fork(`order of epoch ${epoch}${draw > 0 ? `, draw ${draw}` : ''}`).permutation(this.#size),
    );
    let start = 0;
    return () => {
      const end = start + this.#batchSize;
      const picked = orders.map((order) => [{ source: 0, indices: order.subarray(start, end) }]);
      start = end;
      return picked;
    };
  }
}
