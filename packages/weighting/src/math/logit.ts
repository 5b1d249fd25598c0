import type { PerTask } from '@equipoise/core';

import { adam, type AdamMoments, type AdamOptions, noMoments } from './adam.ts';
import { combine } from './per-task.ts';

/** A number that is trained beside the model, from −∞ to ∞, that a weight is made of. */
export interface Logit {
  /** The number. */
  readonly logit: number;
  /** What Adam remembers of it. */
  readonly moments: AdamMoments;
}

/** The number before the first step. */
export const untrained: Logit = { logit: 0, moments: noMoments };

/**
 * One step of Adam for the number of each task.
 *
 * @param tasks - The numbers, and whatever else is remembered of the tasks.
 * @param gradients - For each the derivative of what is minimised.
 * @param options - How to step.
 */
export function train<Task extends Logit>(tasks: readonly Task[], gradients: PerTask, options: AdamOptions): Task[] {
  return combine(tasks, gradients, (task, gradient) => {
    const { change, moments } = adam(gradient, task.moments, options);
    return { ...task, logit: task.logit + change, moments };
  });
}
