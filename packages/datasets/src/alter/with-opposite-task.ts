import {
  binary,
  type Dataset,
  InvalidOptionError,
  optionsSchema,
  type OptionsOf,
  regression,
  type Task,
  type TaskKind,
  text,
} from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import { inMemory, labelsIn, taskOf, withTask } from './in-memory.ts';

/** Options of {@link withOppositeTask}. */
export const oppositeTaskOptions = optionsSchema('withOppositeTask', {
  task: text({ required: true, meaning: 'the task, a regression or a binary one' }),
  name: text({ otherwise: "the task's, and `-opposite`", meaning: 'the name of its opposite' }),
});

/** Options of {@link withOppositeTask}: the task must be given. */
export type OppositeTaskOptions = OptionsOf<typeof oppositeTaskOptions> & { readonly task: string };

/**
 * A data set with the opposite of one of its tasks: the same numbers with the other sign, or the other of two classes. All that the task can
 * use helps its opposite too, but for the head: tasks whose labels are perfectly anti-correlated need not conflict.
 *
 * @example
 * const dataset = withOppositeTask(await datasets.penguins.load(), { task: 'body-mass' });
 *
 * @param dataset - Any data set in memory.
 * @param options - The task, and the name of its opposite.
 * @throws {@link @equipoise/core!InvalidOptionError} when the task is neither a regression nor binary.
 * @throws {@link @equipoise/core!DataError} when there is no such task, or one of the opposite's name.
 */
export function withOppositeTask(dataset: Dataset, options: OppositeTaskOptions): DatasetInMemory {
  const { owner } = oppositeTaskOptions;
  const { task, name = `${task}-opposite` } = oppositeTaskOptions.read(options);
  const own = taskOf(owner, dataset, task);
  const kind = opposite(owner, own);
  const turn = own.kind.target.form === 'numbers' ? (value: number) => -value : (value: number) => 1 - value;
  return withTask(owner, inMemory(owner, dataset), { ...own, name, kind }, (split) => {
    const { values, ...rest } = labelsIn(split, task);
    return { ...rest, values: Float32Array.from(values, turn) };
  });
}

function opposite(owner: string, { name, kind }: Task): TaskKind {
  const { names = [], scales, loss, metrics } = kind;
  const [no = '', yes = ''] = names;
  if (kind.name === 'binary') return binary({ classes: [yes, no], loss, metrics });
  if (kind.name === 'regression') {
    const mirrored = scales?.map(({ mean, deviation }) => ({ mean: -mean, deviation }));
    return regression({ targets: names, loss, metrics, ...(mirrored && { scales: mirrored }) });
  }
  throw new InvalidOptionError(owner, 'task', 'a regression or a binary task', `${name}, ${kind.name}`);
}
