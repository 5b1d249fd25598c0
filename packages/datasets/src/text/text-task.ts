import {
  binary,
  type Metric,
  multiclass,
  multilabel,
  type Table,
  tagging,
  type Task,
  type TensorSpec,
} from '@equipoise/core';

import type { TableRows } from '../table/build-dataset.ts';
import type { Target, TargetOptions } from '../table/targets.ts';
import { fitGeneration, type WritingOptions } from './fit-generation.ts';

/** What can be predicted of a text: one of two classes, one of several, several labels, a number, a tag for each token, or another text, such as its translation. */
export type TextKind = 'binary' | 'multiclass' | 'multilabel' | 'regression' | 'tagging' | 'generation';

/** The kinds of task on texts. */
export const textKinds: readonly TextKind[] = [
  'binary',
  'multiclass',
  'multilabel',
  'regression',
  'tagging',
  'generation',
];

/** A task on texts. */
export interface TextTask extends Pick<Task, 'priority'>, WritingOptions {
  /** What it predicts. */
  readonly kind: TextKind;
  /**
   * The classes, labels or tags.
   *
   * @defaultValue those of the rows, by character code
   */
  readonly names?: readonly string[];
  /**
   * What is reported; the first is the main metric.
   *
   * @defaultValue what the kind declares
   */
  readonly metrics?: readonly Metric[];
}

/** The options of a task that are for `generation` alone. */
export const generationOnly = ['text', 'decoder', 'beams'] as const;

/** Where a column of labels is. */
export interface LabelColumn {
  /** Whose it is, for error messages. */
  readonly owner: string;
  /** Its name, which is that of the task. */
  readonly column: string;
  /** The tables that have it. */
  readonly tables: readonly Table[];
  /** The training rows. */
  readonly train: TableRows;
}

/**
 * A column of labels as a target.
 *
 * @param place - The column.
 * @param task - What is predicted of it.
 * @param text - What an example of the input is: the tags are as many as its tokens.
 * @throws {@link @equipoise/core!DataError} when the texts of a column have no token that is frequent enough.
 */
export function textTarget(place: LabelColumn, task: TextTask, text: TensorSpec): Target | TargetOptions {
  const { column } = place;
  const { kind, priority, metrics } = task;
  const ranked = priority === undefined ? {} : { priority };
  // The mean and deviation of numbers are taken from the training rows.
  if (kind === 'regression') return { kind, ...ranked, ...(metrics && { metrics }) };
  return { task: { name: column, kind: kindOf(place, task, text), ...ranked }, column };
}

function kindOf(place: LabelColumn, task: TextTask, { shape }: TensorSpec): Task['kind'] {
  if (task.kind === 'generation') {
    const { table, rows } = place.train;
    return fitGeneration({ owner: place.owner, column: place.column, table, train: rows }, task);
  }
  const { kind, names = namesIn(place), metrics } = task;
  const reported = metrics ? { metrics } : {};
  switch (kind) {
    case 'binary':
      return binary({ classes: names, ...reported });
    case 'multilabel':
      return multilabel({ labels: names, ...reported });
    case 'tagging':
      return tagging({ tags: names, length: shape[0] ?? 1, ...reported });
    default:
      return multiclass({ classes: names, ...reported });
  }
}

function namesIn({ column, tables }: LabelColumn): readonly string[] {
  const found = new Set<string>();
  for (const table of tables) {
    for (const cell of Array.from(table.cells(column))) {
      for (const name of Array.isArray(cell) ? (cell as unknown[]) : [cell])
        if (typeof name === 'string') found.add(name);
    }
  }
  return [...found].sort();
}
