import type { PerTask } from '@equipoise/core';

import { eigen } from './math/eigen.ts';

/**
 * The condition number of the gradients of tasks: how far a step may serve one direction more than another. 1 where they are orthogonal and equally long, large where they conflict or
 * one is much longer, ∞ where they are linearly dependent. A task whose gradient is 0 is left out; NaN where none is left, or a number is not finite.
 *
 *     κ = σ_max(J) / σ_min(J) = √(λ_max(G) / λ_min(G))        G = J Jᵀ
 *
 * @example
 * const numbers = history.steps.flatMap(({ layerGramians }) => Object.values(layerGramians ?? {}).map(conditionNumber));
 *
 * @param gramian - The inner products G of the gradients, the rows of J.
 * @see D. Senushkin, N. Patakin, A. Kuznetsov, A. Konushin. Independent Component Alignment for Multi-Task Learning. CVPR 2023: the condition number as a
 *   measure of conflict and dominance. https://arxiv.org/abs/2305.19000
 */
export function conditionNumber(gramian: readonly PerTask[]): number {
  if (gramian.some((row) => row.some((entry) => !Number.isFinite(entry)))) return Number.NaN;
  const tasks = gramian.flatMap((row, task) => ((row[task] ?? 0) > 0 ? [task] : []));
  const present = tasks.map((task) => tasks.map((other) => gramian[task]?.[other] ?? 0));
  const values = eigen(present).map(({ value }) => value);
  if (values.length === 0) return Number.NaN;
  return values.length < tasks.length ? Infinity : Math.sqrt(Math.max(...values) / Math.min(...values));
}
