import {
  categoriesIn,
  categoryIndices,
  cellError,
  type ColumnPlace,
  DataError,
  numbersOf,
  type Random,
  type Table,
} from '@equipoise/core';

import { givenParts } from './given-parts.ts';
import { groupParts } from './group-parts.ts';
import { randomParts } from './random-parts.ts';
import type { HeldOut, SplitIndices } from './split-indices.ts';
import type { SplitRule } from './split-rule.ts';
import { stratifiedParts } from './stratified-parts.ts';
import { timeParts } from './time-parts.ts';

/** What is dealt, and how. */
export interface DealOptions {
  /** Who asks, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** What decides. */
  readonly rule: SplitRule;
  /** The columns with the labels of the classifying tasks, for `stratified`. */
  readonly labels: readonly string[];
  /** Where the order comes from. */
  readonly stream: Random;
}

/** Rows in parts of given sizes; one more part gets the rest. Groups may not fit exactly. */
export type DealParts = (sizes: readonly number[]) => readonly Uint32Array[];

/**
 * Makes ready to deal rows into parts.
 *
 * @param options - The rows, and what decides.
 * @throws {@link @equipoise/core!DataError} when a column is not there, or a cell that decides is missing.
 */
export function partsDealer({ owner, table, rule, labels, stream }: DealOptions): DealParts {
  const place = (column: string): ColumnPlace => ({ owner, column, describeRow: table.describeRow });
  if (rule === 'stratified' && labels.length > 0) {
    const classes = labels.map((name) => indicesOf(table, place(name)));
    return (sizes) => stratifiedParts(classes, sizes, stream);
  }
  if (typeof rule === 'string') return (sizes) => randomParts(table.rows, sizes, stream);
  if ('group' in rule) {
    const groups = indicesOf(table, place(rule.group));
    refuse(
      groups.findIndex((group) => group < 0),
      place(rule.group),
      'a group',
    );
    return (sizes) => groupParts(groups, sizes, stream);
  }
  if ('time' in rule) {
    const times = numbersOf(table.column(rule.time), place(rule.time));
    refuse(times.findIndex(Number.isNaN), place(rule.time), 'a time or a number');
    return (sizes) => timeParts(times, sizes);
  }
  throw new DataError(`${owner}: rows that the column "${rule.given}" deals cannot be dealt into other parts.`);
}

/**
 * Deals rows into splits. Which rows are set aside does not depend on `size`, and a smaller training split is the beginning of a larger one.
 *
 * @param options - The rows, and what decides.
 * @param heldOut - How many rows to set aside; where a column says, only validation rows, and these only where it names none.
 * @param size - Keeps at most this many training rows.
 * @throws {@link @equipoise/core!DataError} when a split would be left without an example, or a column is not what the rule says.
 */
export function dealRows(options: DealOptions, heldOut: HeldOut, size: number): SplitIndices {
  const { owner, table, rule, stream } = options;
  if (typeof rule === 'object' && 'given' in rule) {
    const place = { owner, column: rule.given, describeRow: table.describeRow };
    const given = givenParts(table.column(rule.given), place);
    const train = shuffled(given.train, stream);
    const taken = given.validation.length > 0 ? 0 : (heldOut.validation ?? 0);
    const validation = taken > 0 ? train.slice(0, taken) : given.validation;
    return named({ owner, count: table.rows, heldOut }, [given.test, validation, train.slice(taken)], size);
  }
  const [test, validation, train] = partsDealer(options)([heldOut.test ?? 0, heldOut.validation ?? 0]);
  return named({ owner, count: table.rows, heldOut }, [test, validation, train], size);
}

interface Asked {
  readonly owner: string;
  readonly count: number;
  readonly heldOut: HeldOut;
}

function named(
  { owner, count, heldOut }: Asked,
  [test = none, validation = none, train = none]: readonly (Uint32Array | undefined)[],
  size: number,
): SplitIndices {
  const lacks = (wanted: number | undefined, rows: Uint32Array): boolean => wanted !== undefined && rows.length === 0;
  if (train.length === 0 || lacks(heldOut.validation, validation) || lacks(heldOut.test, test)) {
    const asked = `${heldOut.validation ?? 0} for validation and ${heldOut.test ?? 0} for testing`;
    throw new DataError(`${owner}: every split must have an example, received ${count} examples, ${asked}.`);
  }
  const both = { train: train.subarray(0, size), validation };
  return test.length > 0 ? { ...both, test } : both;
}

const none = new Uint32Array(0);

function shuffled(rows: Uint32Array, stream: Random): Uint32Array {
  return stream.permutation(rows.length).map((index) => rows[index] ?? 0);
}

/** The index of the category of each row among those of the column. */
function indicesOf(table: Table, place: ColumnPlace): Int32Array {
  const column = table.column(place.column);
  return categoryIndices(column, categoriesIn(column, place));
}

function refuse(row: number, place: ColumnPlace, expected: string): void {
  if (row >= 0) throw cellError(place, { row, received: null, count: 1, expected });
}
