import type { LossStats, PerTask, WeighingStatus } from '@equipoise/core';

import { put, same, take } from './math/per-task.ts';
import { tasksWithLosses } from './present.ts';

/** A loss below it counts as 0: the inverse of a smaller one is no number in single precision. */
export const smallestLoss = 1e-30;

/** The weights of a batch, and how they were come by. */
export interface PositiveWeights {
  /** One weight for each task that is present. */
  readonly weights: PerTask;
  /** `'degenerate'` when some loss is 0. */
  readonly status: WeighingStatus;
}

/**
 * Weighs the tasks of a batch by a rule that is undefined for a loss of 0, such as one with the logarithm of the losses. A
 * task whose loss is 0 (or below {@link smallestLoss}) is left out of the rule and gets weight 0.
 *
 * @param owner - The strategy.
 * @param stats - What the batch tells.
 * @param taskCount - How many tasks the run has.
 * @param rule - One weight for each of the losses above 0, from these losses and the indices of their tasks.
 * @throws what {@link tasksWithLosses} throws.
 */
export function weighPositive(
  owner: string,
  stats: LossStats,
  taskCount: number,
  rule: (losses: PerTask, tasks: readonly number[]) => PerTask,
): PositiveWeights {
  const present = tasksWithLosses(owner, stats, taskCount);
  const positive = [...stats.losses.keys()].filter((index) => (stats.losses[index] ?? 0) >= smallestLoss);
  const answers = rule(take(stats.losses, positive), take(present, positive));
  const status = positive.length < present.length ? 'degenerate' : 'solved';
  return { weights: put(same(0, present), positive, answers), status };
}
