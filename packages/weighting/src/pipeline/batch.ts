import type { GradientStats, PerTask } from '@equipoise/core';

import { combine, scale, take } from '../math/per-task.ts';
import { product } from '../math/product.ts';

/**
 * What a batch tells when every loss is multiplied by a factor; what no part needs is not there before, and not after.
 *
 * @param stats - What it tells of the losses as they are.
 * @param factors - One for each task that is present.
 */
export function scaled(stats: Partial<GradientStats>, factors: PerTask): GradientStats {
  const { losses = [], gramian = [] } = stats;
  const rows =
    gramian.length === 0 ? [] : combine(gramian, factors, (row, factor) => scale(factor, product(row, factors)));
  return { ...stats, losses: losses.length === 0 ? [] : product(losses, factors), gramian: rows };
}

/**
 * What a batch tells of some of its tasks; without a Gramian when no part needs one.
 *
 * @param stats - What it tells of all.
 * @param present - The tasks that are present.
 * @param indices - The places of those that are wanted.
 */
export function only(
  stats: Partial<GradientStats>,
  present: readonly number[],
  indices: readonly number[],
): GradientStats {
  const { losses = [], gramian = [] } = stats;
  return {
    ...stats,
    tasks: take(present, indices),
    losses: losses.length === 0 ? [] : take(losses, indices),
    gramian: gramian.length === 0 ? [] : take(gramian, indices).map((row) => take(row, indices)),
  };
}
