import { type LossStats, type PerTask, type GradientTransform, ShapeError } from '@equipoise/core';

import { products } from './math/rows.ts';
import { checkFinite, presentTasks } from './present.ts';

/** What a strategy is told that looks at the gradients of two independent batches. */
export interface CrossStats extends LossStats {
  /** `cross[i][j] = ⟨gᵢ, hⱼ⟩`, g the gradients of one batch and h those of another. */
  readonly cross: readonly PerTask[];
}

/**
 * Looks at the gradients of two batches that the update is not made from; neither symmetric nor without negative numbers on the
 * diagonal, but in the mean what the Gramian of all examples would be.
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
 * The tasks of a batch, once what was looked at is known to be usable.
 *
 * @param owner - The strategy that looks at it.
 * @param stats - What the batches tell.
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
