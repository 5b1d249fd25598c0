import { type Dataset, DataError, type Labels, labelsOf, type Split, type SplitName, type Task } from '@equipoise/core';

import type { DatasetInMemory } from '../class-balance.ts';
import type { Splits } from '../map-splits.ts';

/**
 * A data set whose examples are in memory.
 *
 * @param owner - Who needs them, for error messages.
 * @param dataset - The data set.
 * @throws {@link @equipoise/core!DataError} when its training examples are fetched.
 */
export function inMemory(owner: string, dataset: Dataset): DatasetInMemory {
  if ('gather' in dataset.splits.train) {
    throw new DataError(`${owner}: needs the training examples of ${dataset.name} in memory, they come from a source.`);
  }
  return dataset as DatasetInMemory;
}

/**
 * A task of a data set.
 *
 * @param owner - Who asks, for error messages.
 * @param dataset - The data set.
 * @param name - The task's name.
 * @throws {@link @equipoise/core!DataError} when there is none of that name.
 */
export function taskOf(owner: string, { name: set, tasks }: Dataset, name: string): Task {
  const found = tasks.find((task) => task.name === name);
  if (found) return found;
  throw new DataError(`${owner}: ${set} has no task ${name}; there are ${tasks.map((task) => task.name).join(', ')}.`);
}

/**
 * The labels of a task in a split.
 *
 * @param split - The split.
 * @param task - The task's name.
 */
export function labelsIn(split: Split, task: string): Labels {
  return labelsOf(split, task) ?? { values: new Float32Array(0), mask: new Uint8Array(split.size) };
}

/**
 * A data set with other labels of some splits.
 *
 * @param dataset - The data set.
 * @param task - The task whose labels they are.
 * @param relabel - Gives the labels of a split; nothing where they stay.
 */
export function withLabels(
  dataset: DatasetInMemory,
  task: string,
  relabel: (split: Split, name: SplitName) => Labels | undefined,
): DatasetInMemory {
  const splits = Object.entries<Split | undefined>(dataset.splits).flatMap(([name, split]) => {
    if (!split) return [];
    const labels = relabel(split, name as SplitName);
    return [[name, labels ? { ...split, labels: { ...split.labels, [task]: labels } } : split] as const];
  });
  return { ...dataset, splits: Object.fromEntries(splits) as unknown as Splits };
}

/**
 * A data set with one more task.
 *
 * @param owner - Who adds it, for error messages.
 * @param dataset - The data set.
 * @param task - The task.
 * @param label - Gives its labels in a split.
 * @throws {@link @equipoise/core!DataError} when there is a task of that name.
 */
export function withTask(
  owner: string,
  dataset: DatasetInMemory,
  task: Task,
  label: (split: Split, name: SplitName) => Labels,
): DatasetInMemory {
  if (dataset.tasks.some(({ name }) => name === task.name)) {
    throw new DataError(`${owner}: ${dataset.name} has a task ${task.name} already: give another name.`);
  }
  return withLabels({ ...dataset, tasks: [...dataset.tasks, task] }, task.name, label);
}
