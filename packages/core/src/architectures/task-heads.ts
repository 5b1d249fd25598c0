import type { Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import type { Run, TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';
import { type ArchitectureParts, byTask } from './architecture.ts';

/**
 * The outputs of tasks from their features.
 *
 * @param wanted - The tasks.
 * @param featuresOf - The features of a task, by its place among all tasks.
 * @param run - The forward pass.
 */
export type TaskHeads = (
  wanted: readonly Task[],
  featuresOf: (index: number) => Tensor,
  run: Run,
) => Readonly<Record<string, Tensor>>;

/**
 * Declares the heads of all tasks, over features of one shape.
 *
 * @param parts - What the architecture is built from.
 * @param features - What a head is given for one example.
 */
export function buildHeads({ tasks, head }: ArchitectureParts, features: TensorSpec): TaskHeads {
  const heads = tasks.map((task) => head(task, features));
  return (wanted, featuresOf, run) =>
    byTask(wanted, ({ name }) => {
      const index = tasks.findIndex((task) => task.name === name);
      return at(heads, index).call(featuresOf(index), run);
    });
}
