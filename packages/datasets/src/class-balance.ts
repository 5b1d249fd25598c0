import { type Dataset, type Labels, labelsOf, sizeOf, type Split, type Task } from '@equipoise/core';

import { type EachSplit, mapSplits, type Splits } from './map-splits.ts';

/** How the labels of one task are spread over one split. */
export interface SplitBalance {
  /** Examples that have a label. */
  readonly labelled: number;
  /** Examples whose label is missing. */
  readonly missing: number;
  /** Labels of each class, by its name (of each label, for a multilabel task). Left out where numbers are predicted. */
  readonly classes?: Readonly<Record<string, number>>;
}

/** How the labels of one task are spread. */
export interface TaskBalance {
  /** The task's name. */
  readonly task: string;
  /** The name of its kind. */
  readonly kind: string;
  /** The counts of each split. */
  readonly splits: EachSplit<SplitBalance>;
}

/** A data set in memory. */
export type DatasetInMemory = Dataset & { readonly splits: Splits };

/**
 * Counts, for each task and split of a data set, the examples of each class and the missing labels.
 *
 * @param dataset - Any data set in memory.
 */
export function classBalance(dataset: DatasetInMemory): readonly TaskBalance[] {
  return dataset.tasks.map((task) => ({
    task: task.name,
    kind: task.kind.name,
    splits: mapSplits(dataset.splits, (split: Split) => balance(task, split)),
  }));
}

function balance(task: Task, split: Split): SplitBalance {
  const labels = labelsOf(split, task.name);
  const rows = Array.from({ length: split.size }, (_, row) => row).filter(
    (row) => labels !== undefined && labels.mask?.[row] !== 0,
  );
  const counts = { labelled: rows.length, missing: split.size - rows.length };
  const { names, target } = task.kind;
  if (!names || target.form === 'numbers') return counts;
  const tally = new Array<number>(names.length).fill(0);
  for (const row of rows) for (const index of classesOf(task, row, labels)) tally[index] = (tally[index] ?? 0) + 1;
  return { ...counts, classes: Object.fromEntries(names.map((name, index) => [name, tally[index] ?? 0])) };
}

/** The classes of an example: those that its labels name, or the labels that it has. */
function classesOf({ kind }: Task, row: number, labels: Labels | undefined): readonly number[] {
  const width = sizeOf(kind.labels);
  const own = Array.from({ length: width }, (_, index) => labels?.values[row * width + index] ?? 0);
  const isEachALabel = kind.target.form === 'labels' && kind.names?.length === width;
  return isEachALabel ? own.flatMap((label, index) => (label === 1 ? [index] : [])) : own.filter((label) => label >= 0);
}
