import {
  binary,
  checkTask,
  DataError,
  type Labels,
  listed,
  type Loss,
  type Metric,
  multiclass,
  regression,
  type Task,
} from '@equipoise/core';

import { categoriesIn, categoryIndices, distinctIn, missingIndex } from './categories.ts';
import type { ColumnPlace } from './cell.ts';
import { type Column, lengthOf, textAt } from './column.ts';
import { numbersOf, presentIn } from './numbers.ts';
import { refuseUnseen } from './refuse-cells.ts';
import { fitScale, type Scale, standardise } from './scale.ts';
import type { Table } from './table.ts';

/** What can be predicted of one column: one of two classes, one of several, or a number. */
export type TargetKind = 'binary' | 'multiclass' | 'regression';

/** A column that a task predicts. */
export interface TargetOptions extends Pick<Task, 'priority'> {
  /** What is predicted of the column. */
  readonly kind: TargetKind;
  /**
   * The column.
   *
   * @defaultValue the task's name
   */
  readonly column?: string;
  /**
   * The names of the classes, in the order of their labels; of a binary task those of no and yes.
   *
   * @defaultValue the values of the column, by value when all are numbers, else by character code
   */
  readonly classes?: readonly string[];
  /**
   * What is minimised.
   *
   * @defaultValue what the kind declares
   */
  readonly loss?: Loss;
  /**
   * What is reported; the first is the main metric.
   *
   * @defaultValue what the kind declares
   */
  readonly metrics?: readonly Metric[];
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

/** Classes that the values of a column are taken for, unless the classes are named. */
const mostClasses = 1000;

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
  const { column: columnName = name, kind, classes: named, loss, metrics, priority } = source.target;
  const column = table.column(columnName);
  const place = { owner, column: columnName, describeRow: table.describeRow };
  const parts = { ...(loss && { loss }), ...(metrics && { metrics }) };
  const task = { name, ...(priority !== undefined && { priority }) };
  if (kind === 'regression') {
    const numbers = numbersOf(column, place);
    const known = presentIn(numbers, train, new Float64Array(train.length));
    if (known.length === 0) throw noLabel(place);
    const scale = fitScale(known);
    return {
      task: checked({ ...task, kind: regression(parts) }),
      scale,
      labels: (rows) => regressionLabels(numbers, rows, scale),
    };
  }
  const classes = named ?? classesIn(column, place, kind);
  const indices = categoryIndices(column, classes);
  if (!train.some((row) => indices[row] !== missingIndex)) throw noLabel(place);
  if (kind === 'binary' ? classes.length !== 2 : classes.length < 2) throw wrongCount(place, kind, classes);
  refuseUnseen(column, indices, place, classes);
  const options = { classes, ...parts };
  return {
    task: checked({ ...task, kind: kind === 'binary' ? binary(options) : multiclass(options) }),
    labels: (rows) => classLabels(indices, rows, kind === 'binary' ? Float32Array : Int32Array),
  };
}

function classesIn(column: Column, place: ColumnPlace, kind: 'binary' | 'multiclass'): readonly string[] {
  const distinct = distinctIn(column);
  if (distinct <= mostClasses) return categoriesIn(column, place);
  if (kind === 'binary') throw wrongCount(place, kind, someOf(column), distinct);
  throw new DataError(
    `${place.owner}: column "${place.column}" has ${distinct} different values, and at most ${mostClasses} are taken for classes: predict it as a ` +
      'regression if it counts or measures something, or name its classes.',
  );
}

/** The first values of a column. */
function someOf(column: Column): readonly string[] {
  const found = new Set<string>();
  for (let row = 0; row < lengthOf(column) && found.size < 10; row += 1) {
    const text = textAt(column, row);
    if (text !== null) found.add(text);
  }
  return [...found];
}

function wrongCount(
  { owner, column }: ColumnPlace,
  kind: string,
  classes: readonly string[],
  count = classes.length,
): DataError {
  const expected = kind === 'binary' ? '2 different values' : 'at least 2 different values';
  return new DataError(`${owner}: column "${column}" must have ${expected}, received ${listed(classes, count)}.`);
}

function noLabel({ owner, column }: ColumnPlace): DataError {
  return new DataError(`${owner}: column "${column}" must have a label in the training split.`);
}

function regressionLabels(numbers: Float64Array, rows: Uint32Array, scale: Scale): Labels {
  const values = new Float32Array(rows.length);
  const mask = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    const number = numbers[row] ?? 0;
    if (Number.isNaN(number)) return;
    mask[index] = 1;
    values[index] = standardise(number, scale);
  });
  return mask.includes(0) ? { values, mask } : { values };
}

function classLabels(indices: Int32Array, rows: Uint32Array, List: typeof Float32Array | typeof Int32Array): Labels {
  const values = new List(rows.length);
  const mask = new Uint8Array(rows.length);
  rows.forEach((row, index) => {
    const label = indices[row] ?? 0;
    if (label < 0) return;
    mask[index] = 1;
    values[index] = label;
  });
  return mask.includes(0) ? { values, mask } : { values };
}

function checked(task: Task): Task {
  checkTask(task);
  return task;
}
