import type { PerTask } from '@equipoise/core';

import { combine } from './math/per-task.ts';
import { smallestLoss } from './positive.ts';
import { tasksWithLosses } from './present.ts';

/** What is remembered of a task whose losses are measured by its mean loss over an early epoch. */
export interface BaseLoss {
  /** Epochs that the task had losses in, up to the one that gives the base. */
  readonly epochs: number;
  /** Its mean loss over the epoch that gives the base; null before it has ended. */
  readonly base: number | null;
}

/** What is remembered before the first epoch. */
export const noBase: BaseLoss = { epochs: 0, base: null };

/**
 * Updates the state at the end of an epoch. Epochs in which a task's mean loss is 0 (below {@link smallestLoss}), or that had no batch
 * with the task, do not count for it.
 *
 * @param owner - The strategy.
 * @param tasks - What is remembered of each task.
 * @param meanLosses - The mean loss of each task over the epoch.
 * @param baseEpoch - The number of the epoch that gives the base, counted from 1.
 * @throws what {@link tasksWithLosses} throws.
 */
export function countEpoch(
  owner: string,
  tasks: readonly BaseLoss[],
  meanLosses: PerTask,
  baseEpoch: number,
): BaseLoss[] {
  tasksWithLosses(owner, { losses: meanLosses }, tasks.length);
  return combine(tasks, meanLosses, (task, mean) => {
    if (task.base !== null || mean < smallestLoss) return task;
    const epochs = task.epochs + 1;
    return { epochs, base: epochs < baseEpoch ? null : mean };
  });
}
