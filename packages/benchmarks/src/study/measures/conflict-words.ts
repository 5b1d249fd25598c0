import type { ConflictResult } from './conflict-schema.ts';

/**
 * How to read the conflict of layers, and what it took.
 *
 * @param conflict - What was seen.
 */
export function conflictInWords({ every }: ConflictResult): string {
  return (
    'The mean cosine between the gradients of two tasks in each shared layer, with plain sharing; marked where unrelated tasks would not show it, ' +
    `Holm-corrected. There was a look every ${every} steps, which costs a forward pass and a backward pass for each task.`
  );
}

/**
 * How to read the conflict with the updates.
 *
 * @param tasks - How many tasks there are.
 */
export function updatesInWords(tasks: number): string {
  const chance = Math.round(100 * (1 - 0.5 ** tasks));
  return (
    'The mean cosine between the gradient of a task and what the optimizer changed: below 0 steps raised the loss of the task, to first order; ' +
    `marked where it is clear. The least is that of the task which a step served least; with updates that are unrelated to ${tasks} tasks, some task is hurt in ` +
    `${chance} % of the steps.`
  );
}
