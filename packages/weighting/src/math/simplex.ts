import type { PerTask } from '@equipoise/core';

import { sum } from './per-task.ts';

/**
 * The nearest numbers that are at least 0 and add up to 1.
 *
 *     wᵢ = max(vᵢ − τ, 0)     with τ such that Σᵢ wᵢ = 1
 *
 * @param values - v, at least one number.
 * @see J. Duchi, S. Shalev-Shwartz, Y. Singer, T. Chandra. Efficient Projections onto the ℓ₁-Ball for Learning in High
 *   Dimensions. ICML 2008. https://doi.org/10.1145/1390156.1390191
 */
export function projectOntoSimplex(values: PerTask): PerTask {
  const most = Math.max(...values);
  const shifted = values.map((value) => value - most); // The projection does not change, and large numbers keep their digits.
  const descending = [...shifted].sort((first, second) => second - first);
  const threshold = descending.reduce((best, _, last) => {
    const kept = descending.slice(0, last + 1);
    const candidate = (sum(kept) - 1) / kept.length;
    return (kept.at(-1) ?? 0) > candidate ? candidate : best;
  }, -1);
  return shifted.map((value) => Math.max(value - threshold, 0));
}
