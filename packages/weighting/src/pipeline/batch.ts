import type { GradientStats, PerTask } from '@equipoise/core';

import { combine, scale, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';

/**
 * The statistics of a batch when every loss is multiplied by a factor; absent statistics stay absent.
 *
 * @param stats - The statistics of the original losses.
 * @param factors - One for each task that is present.
 */
export function scaled(stats: Partial<GradientStats>, factors: PerTask): GradientStats {
  const { losses = [], gramian = [] } = { ...stats };
  const rows =
    gramian.length === 0 ? [] : combine(gramian, factors, (row, factor) => scale(factor, product(row, factors)));
  return { ...stats, losses: losses.length === 0 ? [] : product(losses, factors), gramian: rows };
}

/**
 * The statistics of some tasks of a batch; without a Gramian if there is none.
 *
 * @param stats - The statistics of all tasks.
 * @param present - The tasks that are present.
 * @param indices - The positions of the tasks to keep.
 */
export function only(
  stats: Partial<GradientStats>,
  present: readonly number[],
  indices: readonly number[],
): GradientStats {
  const { losses = [], gramian = [] } = { ...stats }; // What was not measured for the strategy may not be read.
  return {
    ...stats,
    tasks: take(present, indices),
    losses: losses.length === 0 ? [] : take(losses, indices),
    gramian: gramian.length === 0 ? [] : take(gramian, indices).map((row) => take(row, indices)),
  };
}
