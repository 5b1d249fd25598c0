import type { PerTask } from '@equipoise/core';

import { projectOntoSimplex } from './math/simplex.ts';
import { put, same, scale, sum, take } from './math/per-task.ts';

/** What is remembered by strategies whose weights are shares that move a little from batch to batch. */
export interface SharesState {
  /** The share of each task; they add up to 1. */
  readonly shares: PerTask;
}

/**
 * Equal weights that add up to 1.
 *
 * @param taskCount - How many tasks the run has.
 */
export function equalShares(taskCount: number): SharesState {
  return { shares: new Array<number>(taskCount).fill(1 / taskCount) };
}

/**
 * Updates the weights of the present tasks, and projects them onto the simplex. The weights of absent tasks do not change.
 *
 * @param state - The shares of all tasks.
 * @param present - The indices of the tasks that are present.
 * @param move - Where the shares of these tasks, made to add up to 1, go.
 */
export function moveShares(
  { shares }: SharesState,
  present: readonly number[],
  move: (shares: PerTask) => PerTask,
): { readonly weights: PerTask; readonly state: SharesState } {
  const before = take(shares, present);
  const total = sum(before);
  const weights = projectOntoSimplex(move(total > 0 ? scale(1 / total, before) : same(1 / present.length, present)));
  return { weights, state: { shares: put(shares, present, scale(total, weights)) } };
}
