import { DataError, listed } from '@equipoise/core';

import type { Cell } from './cell.ts';
import { type Column, lengthOf } from './column.ts';
import { columnFromCells } from './from-cells.ts';

/** A table by its columns. */
export interface Table {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** How many rows it has. */
  readonly rows: number;
  /**
   * A column.
   *
   * @param name - Its name.
   * @throws {@link @equipoise/core!DataError} when there is none of that name.
   */
  readonly column: (name: string) => Column;
  /**
   * Where a row stands, for messages: `row 4`, or `line 5` of a file.
   *
   * @param row - The row, from 0.
   */
  readonly describeRow: (row: number) => string;
}

/** A table by its columns, in any kind of list: arrays, typed arrays. */
export type Columns = Readonly<Record<string, ArrayLike<Cell>>>;

/** A table by its rows. A column that a row leaves out is a missing cell. */
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Who has a table, and how its rows are named. */
export interface TableOptions {
  /** Whose table it is, for error messages. */
  readonly owner?: string;
  /** How a row is named in messages. */
  readonly describeRow?: (row: number) => string;
}

/**
 * A table of columns.
 *
 * @param columns - The columns by their names, all of one length.
 * @param options - Whose it is, and how its rows are named.
 */
export function columnTable(columns: ReadonlyMap<string, Column>, options: TableOptions = {}): Table {
  const [first] = columns.values();
  return lazyTable([...columns.keys()], first ? lengthOf(first) : 0, (name) => columns.get(name), options);
}

/**
 * A checked table, however it was given. A column of cells is looked at when it is asked for, and not before.
 *
 * @param owner - Whose table it is, for error messages.
 * @param source - A table, columns or rows.
 */
export function toTable(owner: string, source: Table | Columns | Rows): Table {
  if (isTable(source)) return source;
  const cells = isRows(source) ? cellsOfRows(source) : cellsOfColumns(source);
  const size = isRows(source) ? source.length : (Object.values(source)[0]?.length ?? 0);
  const made = new Map<string, Column>();
  const describeRow = (row: number): string => `row ${row + 1}`;
  return lazyTable(cells.names, size, (name) => made.get(name) ?? make(name), { owner, describeRow });

  function make(name: string): Column | undefined {
    const list = cells.of(name);
    if (list === undefined) return undefined;
    const column = columnFromCells(list, { owner, column: name, describeRow });
    made.set(name, column);
    return column;
  }
}

function lazyTable(
  columns: readonly string[],
  rows: number,
  find: (name: string) => Column | undefined,
  { owner = 'table', describeRow = (row) => `row ${row + 1}` }: TableOptions,
): Table {
  return {
    columns,
    rows,
    column(name) {
      const column = find(name);
      if (!column) {
        throw new DataError(`${owner}: the table must have a column "${name}", its columns are: ${listed(columns)}.`);
      }
      const length = lengthOf(column);
      if (length === rows) return column;
      throw new DataError(`${owner}: column "${name}" must have ${rows} rows as the first column, received ${length}.`);
    },
    describeRow,
  };
}

interface CellLists {
  readonly names: readonly string[];
  readonly of: (name: string) => ArrayLike<unknown> | undefined;
}

function cellsOfColumns(source: Columns): CellLists {
  return { names: Object.keys(source), of: (name) => (Object.hasOwn(source, name) ? source[name] : undefined) };
}

function cellsOfRows(rows: Rows): CellLists {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return {
    names: [...names],
    of: (name) => (names.has(name) ? rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null)) : undefined),
  };
}

function isTable(source: Table | Columns | Rows): source is Table {
  return !isRows(source) && typeof (source as Partial<Table>).describeRow === 'function';
}

function isRows(source: Table | Columns | Rows): source is Rows {
  return Array.isArray(source);
}
