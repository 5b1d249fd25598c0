import { type LossStats, type PerTask, type GradientTransform, ShapeError } from '@equipoise/core';

import { products } from './math/rows.ts';
import { checkFinite, presentTasks } from './present.ts';

/** Statistics for a strategy that needs the gradients of two independent batches. */
export interface CrossStats extends LossStats {
  /** `cross[i][j] = ⟨gᵢ, hⱼ⟩`, g the gradients of one batch and h those of another. */
  readonly cross: readonly PerTask[];
}

/**
 * Measures the cross-Gramian of two batches that are independent of the batch of the update: an unbiased estimate of the Gramian of
 * the training split. It is not symmetric, and its diagonal may be negative.
 */
export const crossGramian: GradientTransform = {
  batchesPerStep: 3,
  apply({ extraBatches: [first, second], weigh }) {
    if (!first || !second) throw new ShapeError('weighting: a step must have three batches.');
    weigh({ cross: products(first.jacobian(), second.jacobian()) });
    return {};
  },
};

/**
 * The tasks of a batch, after a check that the statistics are finite.
 *
 * @param owner - The strategy, for error messages.
 * @param stats - The statistics.
 * @param taskCount - How many tasks the run has.
 * @throws {@link @equipoise/core!NonFiniteError} when a number is not finite; it names the task.
 */
export function tasksWithProducts(owner: string, stats: CrossStats, taskCount: number): readonly number[] {
  const present = presentTasks(stats, taskCount);
  checkFinite(owner, 'loss', stats.losses, present);
  stats.cross.forEach((row, index) => {
    checkFinite(owner, `product with the gradient of task ${present[index] ?? index}, by the gradient`, row, present);
  });
  return present;
}
