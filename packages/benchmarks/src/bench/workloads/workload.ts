import type { Architecture, Encoder, Head, Inputs, Task, TensorSpec } from '@equipoise/core';

/** A model and the batches that it is trained on, as large as the name of a workload promises. */
export interface Workload {
  /** The name on the command line. */
  readonly name: string;
  /** Which model: the name under which the PyTorch side builds it. */
  readonly kind: string;
  /** Examples in a step. */
  readonly batch: number;
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is predicted. */
  readonly tasks: readonly Task[];
  /** The sizes of the layers, by name: both sides are built from them. */
  readonly sizes: Readonly<Record<string, number | readonly number[]>>;
  /** How the tasks share weights, here; hard sharing when left out. */
  readonly architecture?: Architecture;
  /** The shared part, here. */
  readonly encoder: Encoder;
  /** Each task's own part, here. */
  readonly head: Head;
}

/**
 * The only input of a workload.
 *
 * @param input - What one example is.
 */
export function oneInput(input: TensorSpec): Inputs<TensorSpec> {
  return { x: input };
}

/**
 * Equal tasks.
 *
 * @param count - How many.
 * @param task - What each of them is.
 */
export function alikeTasks(count: number, task: Omit<Task, 'name'>): readonly Task[] {
  return Array.from({ length: count }, (_, index) => ({ ...task, name: `task ${index + 1}` }));
}
