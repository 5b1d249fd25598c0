import { completeTask, DataError, type Labels, type Task } from '@equipoise/core';

import { type Cell, cellError, isMissing, type Place, toLevel, toNumber } from './cell.ts';
import { levelsOf } from './levels.ts';
import { fitScale, type Scale, standardise } from './scale.ts';
import { columnOf, type Table } from './table.ts';

/** What can be predicted of one column: one of two classes, one of several, or a number. */
export type TargetKind = 'binary' | 'multiclass' | 'regression';

/** A column that a task predicts. */
export interface TargetOptions extends Omit<Task, 'name' | 'kind' | 'outputs'> {
  /** What is predicted of the column. */
  readonly kind: TargetKind;
  /**
   * The column.
   *
   * @defaultValue the task's name
   */
  readonly column?: string;
}

/** A column of a table as a task. */
export interface Target {
  /** What is predicted. */
  readonly task: Task;
  /** How the target of a regression was standardised. */
  readonly scale?: Scale;
  /**
   * The labels of rows.
   *
   * @param rows - Which rows.
   */
  readonly labels: (rows: Uint32Array) => Labels;
}

/** What a target is made from. */
export interface TargetSource {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The task's name. */
  readonly name: string;
  /** The column, and what is predicted of it. */
  readonly target: TargetOptions;
  /** The rows that mean and deviation may be taken from. */
  readonly train: Uint32Array;
}

/**
 * Learns how to make labels of a column: classes from all rows, mean and deviation from the training rows only. A missing cell
 * is a missing label.
 *
 * @param source - The table, its column, and what is predicted of it.
 * @throws {@link @equipoise/core!DataError} when the column is missing, has no label to learn from, more classes than a task of its kind can
 *   have, or a cell that is neither missing nor a class or finite number.
 */
export function fitTarget(source: TargetSource): Target {
  const { owner, table, name, train } = source;
  const { column = name, ...rest } = source.target;
  const cells = columnOf(owner, table, column);
  const known = train.filter((row) => !isMissing(cells[row]));
  if (known.length === 0) throw new DataError(`${owner}: column "${column}" must have a label in the training split.`);
  const place = (row: number): Place => ({ owner, column, row });

  if (rest.kind === 'regression') {
    const scale = fitScale(Array.from(known, (row) => toNumber(cells[row], place(row))));
    const label = (row: number): number => standardise(toNumber(cells[row], place(row)), scale);
    return { task: checked({ ...rest, name }), scale, labels: (rows) => labelsOf(cells, rows, label) };
  }
  const classes = rest.classes ?? levelsOf(owner, column, cells);
  if (rest.kind === 'binary' ? classes.length !== 2 : classes.length < 2) {
    const expected = rest.kind === 'binary' ? '2 different values' : 'at least 2 different values';
    throw new DataError(`${owner}: column "${column}" must have ${expected}, received ${classes.join(', ')}.`);
  }
  const label = (row: number): number => {
    const index = classes.indexOf(toLevel(cells[row], place(row)));
    if (index < 0) throw cellError(place(row), `one of ${classes.join(', ')}`, cells[row]);
    return index;
  };
  const outputs = rest.kind === 'binary' ? 1 : classes.length;
  return { task: checked({ ...rest, name, classes, outputs }), labels: (rows) => labelsOf(cells, rows, label) };
}

function labelsOf(cells: readonly Cell[], rows: Uint32Array, label: (row: number) => number): Labels {
  const present = Uint8Array.from(rows, (row) => (isMissing(cells[row]) ? 0 : 1));
  const values = Float32Array.from(rows, (row, index) => (present[index] === 1 ? label(row) : 0));
  return present.includes(0) ? { values, present } : { values };
}

function checked(task: Task): Task {
  completeTask(task);
  return task;
}
