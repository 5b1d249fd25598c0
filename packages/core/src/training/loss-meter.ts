import type { PerTask } from '../balancer.ts';

/** The mean loss of each task over the steps with its labels. */
export class LossMeter {
  readonly #sums: number[];
  readonly #counts: number[];

  /** @param taskCount - How many tasks. */
  constructor(taskCount: number) {
    this.#sums = new Array<number>(taskCount).fill(0);
    this.#counts = new Array<number>(taskCount).fill(0);
  }

  /**
   * Adds the losses of a step.
   *
   * @param losses - The loss of each task; `null` for one that the step had no labels for.
   */
  add(losses: readonly (number | null)[]): void {
    losses.forEach((loss, task) => {
      if (loss === null) return;
      this.#sums[task] = (this.#sums[task] ?? 0) + loss;
      this.#counts[task] = (this.#counts[task] ?? 0) + 1;
    });
  }

  /** The means; 0 for a task without labels in any step. */
  means(): PerTask {
    return this.#sums.map((sum, task) => sum / Math.max(1, this.#counts[task] ?? 0));
  }
}
