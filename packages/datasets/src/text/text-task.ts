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

import type { Target, TargetOptions } from '../table/targets.ts';

/** What can be predicted of a text: one of two classes, one of several, several labels, a number, or a tag for each token. */
export type TextKind = 'binary' | 'multiclass' | 'multilabel' | 'regression' | 'tagging';

/** The kinds of task on texts. */
export const textKinds: readonly TextKind[] = ['binary', 'multiclass', 'multilabel', 'regression', 'tagging'];

/** A task on texts. */
export interface TextTask extends Pick<Task, 'priority'> {
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

/**
 * A column of labels as a target.
 *
 * @param column - The column, whose name is that of the task.
 * @param task - What is predicted of it.
 * @param tables - The tables that have it.
 * @param text - What an example of the input is: the tags are as many as its tokens.
 */
export function textTarget(
  column: string,
  task: TextTask,
  tables: readonly Table[],
  text: TensorSpec,
): Target | TargetOptions {
  const { kind, priority, metrics } = task;
  const ranked = priority === undefined ? {} : { priority };
  // The mean and deviation of numbers are taken from the training rows.
  if (kind === 'regression') return { kind, ...ranked, ...(metrics && { metrics }) };
  return { task: { name: column, kind: kindOf(column, task, tables, text), ...ranked }, column };
}

function kindOf(column: string, task: TextTask, tables: readonly Table[], { shape }: TensorSpec): Task['kind'] {
  const { kind, names = namesIn(column, tables), metrics } = task;
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

function namesIn(column: string, tables: readonly Table[]): readonly string[] {
  const found = new Set<string>();
  for (const table of tables) {
    for (const cell of Array.from(table.cells(column))) {
      for (const name of Array.isArray(cell) ? (cell as unknown[]) : [cell])
        if (typeof name === 'string') found.add(name);
    }
  }
  return [...found].sort();
}
