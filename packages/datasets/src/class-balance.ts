import type { Dataset, Labels, SplitName, Task, TaskKind } from '@equipoise/core';

import { mapSplits } from './map-splits.ts';

/** How the labels of one task are spread over one split. */
export interface SplitBalance {
  /** Examples that have a label. */
  readonly labelled: number;
  /** Examples whose label is missing. */
  readonly missing: number;
  /** Examples of each class, by its name (of each label, for a multilabel task). Left out for a regression. */
  readonly classes?: Readonly<Record<string, number>>;
}

/** How the labels of one task are spread. */
export interface TaskBalance {
  /** The task's name. */
  readonly task: string;
  /** What the task predicts. */
  readonly kind: TaskKind;
  /** The counts of each split. */
  readonly splits: Readonly<Record<SplitName, SplitBalance>>;
}

/**
 * Counts, for each task and split of a data set, the examples of each class and the missing labels.
 *
 * @param dataset - Any data set.
 */
export function classBalance(dataset: Dataset): readonly TaskBalance[] {
  return dataset.tasks.map((task) => ({
    task: task.name,
    kind: task.kind,
    splits: mapSplits(dataset.splits, ({ size, labels }) => balance(task, size, labels[task.name])),
  }));
}

function balance(task: Task, size: number, labels: Labels | undefined): SplitBalance {
  const present = Array.from({ length: size }, (_, row) => row).filter(
    (row) => labels !== undefined && labels.present?.[row] !== 0,
  );
  const counts = { labelled: present.length, missing: size - present.length };
  if (task.kind === 'regression') return counts;
  const names = classNames(task);
  const tally = new Array<number>(names.length).fill(0);
  for (const row of present) for (const index of classesOf(task, row, labels)) tally[index] = (tally[index] ?? 0) + 1;
  return { ...counts, classes: Object.fromEntries(names.map((name, index) => [name, tally[index] ?? 0])) };
}

function classNames(task: Task): readonly string[] {
  const count = task.kind === 'binary' ? 2 : (task.outputs ?? 1);
  return task.classes ?? Array.from({ length: count }, (_, index) => String(index));
}

function classesOf(task: Task, row: number, labels: Labels | undefined): readonly number[] {
  if (task.kind !== 'multilabel') return [labels?.values[row] ?? 0];
  const width = task.outputs ?? 1;
  return Array.from({ length: width }, (_, index) => index).filter(
    (index) => labels?.values[row * width + index] === 1,
  );
}
