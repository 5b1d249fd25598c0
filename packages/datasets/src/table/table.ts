import { DataError } from '@equipoise/core';

import { type Cell, cellError, type Place } from './cell.ts';

/** A table by its columns: for each name, the cells from the first row to the last. */
export type Table = Readonly<Record<string, readonly Cell[]>>;

/** A table by its columns, in any kind of list: arrays, typed arrays. */
export type Columns = Readonly<Record<string, ArrayLike<Cell>>>;

/** A table by its rows. A column that a row leaves out is a missing cell. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * A checked table, however it was given.
 *
 * @param owner - Whose table it is, for error messages.
 * @param source - Columns or rows.
 * @throws {@link @equipoise/core!DataError} when columns differ in length, or a cell is neither text, number, boolean nor missing.
 */
export function toTable(owner: string, source: Columns | Rows): Table {
  const columns: readonly (readonly [string, ArrayLike<unknown>])[] = isRows(source)
    ? columnsOf(source)
    : Object.entries(source);
  const size = columns[0]?.[1].length ?? 0;
  for (const [column, cells] of columns) {
    if (cells.length !== size) {
      throw new DataError(
        `${owner}: column "${column}" must have ${size} rows as the first column, received ${cells.length}.`,
      );
    }
  }
  return Object.fromEntries(
    columns.map(([column, cells]) => [column, Array.from(cells, (cell, row) => toCell(cell, { owner, column, row }))]),
  );
}

/**
 * How many rows a table has.
 *
 * @param table - The table.
 */
export function rowCount(table: Table): number {
  return Object.values(table)[0]?.length ?? 0;
}

/**
 * The cells of a column.
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param column - The column's name.
 * @throws {@link @equipoise/core!DataError} when the table has no such column.
 */
export function columnOf(owner: string, table: Table, column: string): readonly Cell[] {
  const cells = Object.hasOwn(table, column) ? table[column] : undefined;
  if (cells) return cells;
  const known = Object.keys(table).join(', ') || 'none';
  throw new DataError(`${owner}: the table must have a column "${column}", its columns are: ${known}.`);
}

function isRows(source: Columns | Rows): source is Rows {
  return Array.isArray(source);
}

function columnsOf(rows: Rows): readonly (readonly [string, ArrayLike<unknown>])[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => [name, rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null))] as const);
}

function toCell(cell: unknown, place: Place): Cell {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean') return cell;
  throw cellError(place, 'text, a number or a boolean', cell);
}
