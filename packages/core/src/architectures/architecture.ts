import type { Tensor } from '@tensorflow/tfjs-core';

import type { Inputs } from '../data/dataset.ts';
import type { Encoder } from '../encoders/encoder.ts';
import type { Built, Run, Scope, TensorSpec } from '../layers/layer.ts';
import type { Configurable } from '../options/config.ts';
import type { Task } from '../tasks/task.ts';

/** What an architecture is built from. */
export interface ArchitectureParts {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is predicted. */
  readonly tasks: readonly Task[];
  /**
   * The encoder for an input.
   *
   * @param input - The name of the input.
   */
  readonly encoder: (input: string) => Encoder;
  /**
   * Builds the head of a task, in a scope of its own: `heads/NAME`.
   *
   * @param task - The task.
   * @param features - What it is given for one example.
   */
  readonly head: (task: Task, features: TensorSpec) => Built;
  /** Where the weights are declared. */
  readonly scope: Scope;
}

/** An architecture whose weights are declared. */
export interface BuiltArchitecture {
  /**
   * The outputs of tasks for a batch, by the task's name. Only what these tasks need is computed.
   *
   * @param inputs - The batch.
   * @param tasks - The tasks whose outputs are wanted.
   * @param run - The forward pass.
   */
  call(inputs: Inputs<Tensor>, tasks: readonly Task[], run: Run): Readonly<Record<string, Tensor>>;
}

/** How the tasks of a model share its weights. Which ones are shared is found by following the computation, not declared. */
export interface Architecture extends Configurable {
  /**
   * Declares the weights.
   *
   * @param parts - Inputs, tasks, encoder and heads.
   * @throws {@link InvalidOptionError} when it cannot take these inputs or tasks.
   */
  build(parts: ArchitectureParts): BuiltArchitecture;
}

/**
 * The names of the inputs that a task reads: those that it names, or all, in the order of their characters.
 *
 * @param task - The task.
 * @param inputs - The inputs of the data set.
 */
export function inputsOf({ input }: Task, inputs: Inputs<unknown>): readonly string[] {
  if (typeof input === 'string') return [input];
  return [...(input ?? Object.keys(inputs))].sort(); // A file gives them back in another order.
}

/**
 * A value for each task, by its name; names such as `__proto__` are safe.
 *
 * @param tasks - The tasks.
 * @param valueOf - The value of one.
 */
export function byTask<Value>(tasks: readonly Task[], valueOf: (task: Task) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(tasks.map((task) => [task.name, valueOf(task)]));
}
