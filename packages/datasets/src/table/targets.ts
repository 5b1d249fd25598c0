import {
  categoriesIn,
  categoryIndices,
  checkTask,
  type ClassKindName,
  type ColumnKindName,
  type ColumnPlace,
  DataError,
  distinctIn,
  isClassKind,
  isNumberKind,
  lengthOf,
  listed,
  type Loss,
  type Metric,
  missingIndex,
  type NumberKindName,
  numbersOf,
  type PairKindName,
  pairKinds,
  type Table,
  type TableColumn,
  type Task,
  type TaskKind,
  taskKinds,
  textAt,
} from '@equipoise/core';

import { fitScale } from './fit-scale.ts';
import { presentIn } from './present-in.ts';

/** What can be predicted of one column: one of two classes, one of several, a number; and of two: a time with an event, a relevance within a group. */
export type TargetKind = ColumnKindName | PairKindName;

/** A column that a task predicts. */
export interface TargetOptions extends Pick<Task, 'priority'> {
  /** What is predicted of the column: `binary`, `multiclass`, `regression` … */
  readonly kind: TargetKind | (string & Record<never, never>);
  /**
   * The column.
   *
   * @defaultValue the task's name
   */
  readonly column?: string;
  /**
   * The names of the classes, in the order of their labels; of a binary task those of no and yes.
   *
   * @defaultValue the values of the column, by value when all are numbers, else by character code; required where classes have an order and are
   *   no numbers
   */
  readonly classes?: readonly string[];
  /** For `survival`: the column that says whether the event happened, 1 or true, or observation ended without it, 0 or false. */
  readonly event?: string;
  /** For `ranking`: the column that names the group whose examples are put in order. */
  readonly group?: string;
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
  /** The column. */
  readonly column: string;
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
 * Learns what a task predicts of a column: classes from all rows, mean and deviation from the training rows only. A missing cell is a missing
 * label.
 *
 * @param source - The table, its column, and what is predicted of it.
 * @throws {@link @equipoise/core!DataError} when the column is missing, has no label to learn from, or more classes than a task of its kind
 *   can have.
 */
export function fitTarget({ owner, table, name, train, target }: TargetSource): Target {
  const { column: columnName = name, priority } = target;
  const column = table.column(columnName);
  const place = { owner, column: columnName, describeRow: table.describeRow };
  const kind = kindOf(target, column, place, train);
  const task = { name, kind, ...(priority !== undefined && { priority }) };
  checkTask(task);
  return { task, column: columnName };
}

function kindOf(target: TargetOptions, column: TableColumn, place: ColumnPlace, train: Uint32Array): TaskKind {
  const { kind, event, group, loss, metrics } = target;
  if (isClassKind(kind)) return classesKind(kind, target, column, place, train);
  const pair = pairKinds.find((name) => name === kind);
  if (pair === undefined) return numbersKind(isNumberKind(kind) ? kind : 'regression', target, column, place, train);
  requireLabel(column, place, train);
  const options = { event, group, loss, metrics };
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return taskKinds[pair].create(Object.fromEntries(given));
}

function numbersKind(
  kind: NumberKindName,
  { loss, metrics }: TargetOptions,
  column: TableColumn,
  place: ColumnPlace,
  train: Uint32Array,
): TaskKind {
  const known = requireLabel(column, place, train);
  const { create, options } = taskKinds[kind];
  // A loss that takes no negative labels, such as poisson(), needs counts as they are.
  const isScaled = 'scales' in options.shape && loss?.checkLabel?.(-1) === undefined;
  return create({ ...(isScaled && { scales: [fitScale(known)] }), ...(loss && { loss }), ...(metrics && { metrics }) });
}

function classesKind(
  kind: ClassKindName,
  { classes: named, loss, metrics }: TargetOptions,
  column: TableColumn,
  place: ColumnPlace,
  train: Uint32Array,
): TaskKind {
  const isBinary = kind === 'binary';
  const classes = named ?? classesIn(column, place, isBinary);
  const indices = categoryIndices(column, classes);
  if (!train.some((row) => indices[row] !== missingIndex)) throw noLabel(place);
  if (isBinary ? classes.length !== 2 : classes.length < 2) throw wrongCount(place, isBinary, classes);
  const options = { classes, ...(loss && { loss }), ...(metrics && { metrics }) };
  const made: TaskKind = taskKinds[kind].create(options);
  if (made.ordered && !named && !classes.every((name) => Number.isFinite(Number(name)))) {
    const { owner, column: name } = place;
    throw new DataError(`${owner}: the classes of column "${name}" must be named in their order, ${listed(classes)}.`);
  }
  return made;
}

/** The numbers of the training rows, at least one. */
function requireLabel(column: TableColumn, place: ColumnPlace, train: Uint32Array): ArrayLike<number> {
  const known = presentIn(numbersOf(column, place), train, new Float64Array(train.length));
  if (known.length === 0) throw noLabel(place);
  return known;
}

function classesIn(column: TableColumn, place: ColumnPlace, isBinary: boolean): readonly string[] {
  const distinct = distinctIn(column);
  if (distinct <= mostClasses) return categoriesIn(column, place);
  if (isBinary) throw wrongCount(place, isBinary, someOf(column), distinct);
  throw new DataError(
    `${place.owner}: column "${place.column}" has ${distinct} different values, and at most ${mostClasses} are taken for classes: predict it as a ` +
      'regression if it counts or measures something, or name its classes.',
  );
}

/** The first values of a column. */
function someOf(column: TableColumn): readonly string[] {
  const found = new Set<string>();
  for (let row = 0; row < lengthOf(column) && found.size < 10; row += 1) {
    const text = textAt(column, row);
    if (text !== null) found.add(text);
  }
  return [...found];
}

function wrongCount(
  { owner, column }: ColumnPlace,
  isBinary: boolean,
  classes: readonly string[],
  count = classes.length,
): DataError {
  const expected = isBinary ? '2 different values' : 'at least 2 different values';
  return new DataError(`${owner}: column "${column}" must have ${expected}, received ${listed(classes, count)}.`);
}

function noLabel({ owner, column }: ColumnPlace): DataError {
  return new DataError(`${owner}: column "${column}" must have a label in the training split.`);
}
