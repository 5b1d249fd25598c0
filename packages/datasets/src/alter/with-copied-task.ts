import { type Dataset, optionsSchema, type OptionsOf, text } from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { inMemory, labelsIn, taskOf, withTask } from './in-memory.ts';

/** Options of {@link withCopiedTask}. */
export const copiedTaskOptions = optionsSchema('withCopiedTask', {
  task: text({ required: true, meaning: 'the task' }),
  name: text({ otherwise: "the task's, and `-copy`", meaning: 'the name of the copy' }),
});

/** Options of {@link withCopiedTask}: the task must be given. */
export type CopiedTaskOptions = OptionsOf<typeof copiedTaskOptions> & { readonly task: string };

/**
 * A data set with one of its tasks twice: two tasks that agree in everything.
 *
 * @example
 * const dataset = withCopiedTask(await datasets.penguins.load(), { task: 'sex' });
 *
 * @param dataset - Any data set in memory.
 * @param options - The task, and the name of its copy.
 * @throws {@link @equipoise/core!DataError} when there is no such task, or one of the copy's name.
 */
export function withCopiedTask(dataset: Dataset, options: CopiedTaskOptions): DatasetInMemory {
  const { owner } = copiedTaskOptions;
  const { task, name = `${task}-copy` } = copiedTaskOptions.read(options);
  const copied = taskOf(owner, dataset, task);
  return withTask(owner, inMemory(owner, dataset), { ...copied, name }, (split) => labelsIn(split, task));
}
