import type { PerTask } from '@equipoise/core';

import { combine } from './per-task.ts';

/**
 * The numbers of several lists multiplied, task by task.
 *
 * @param first - One number a task.
 * @param others - More of them.
 */
export function product(first: PerTask, ...others: readonly PerTask[]): PerTask {
  return others.reduce((result, other) => combine(result, other, (one, factor) => one * factor), first);
}
