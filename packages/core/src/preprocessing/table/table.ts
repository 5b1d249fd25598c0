import { DataError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';
import { listed } from '../../listed.ts';
import { show } from '../../show.ts';

import { cellsOf, lengthOf, type TableColumn } from './column.ts';
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
  readonly column: (name: string) => TableColumn;
  /**
   * The cells of a column as they were given, images as well; of a table by typed columns numbers, texts and null.
   *
   * @param name - Its name.
   * @throws {@link @equipoise/core!DataError} when there is none of that name.
   */
  readonly cells: (name: string) => ArrayLike<unknown>;
  /**
   * Where a row stands, for messages: `row 4`, or `line 5` of a file.
   *
   * @param row - The row, from 0.
   */
  readonly describeRow: (row: number) => string;
}

/** A table by its columns, in any kind of list: arrays, typed arrays. */
export type Columns = Readonly<Record<string, ArrayLike<unknown>>>;

/** A table by its rows, as a database driver gives them. A column that a row leaves out is a missing cell. */
export type Rows = readonly object[];

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
export function columnTable(columns: ReadonlyMap<string, TableColumn>, options: TableOptions = {}): Table {
  const [first] = columns.values();
  const cells = (name: string): ArrayLike<unknown> | undefined => {
    const column = columns.get(name);
    return column && cellsOf(column);
  };
  return lazyTable(
    [...columns.keys()],
    first ? lengthOf(first) : 0,
    { find: (name) => columns.get(name), cells },
    options,
  );
}

/**
 * A checked table, however it was given. A column of cells is looked at when it is asked for, and not before.
 *
 * @param owner - Whose table it is, for error messages.
 * @param source - A table, columns or rows.
 */
export function toTable(owner: string, source: Table | Columns | Rows): Table {
  if (isTable(source)) return source;
  if (isRows(source)) checkRows(owner, source);
  else if (!isRecord(source))
    throw new DataError(`${owner}: must be a table, columns or rows, received ${show(source)}.`);
  const cells = isRows(source) ? cellsOfRows(source) : cellsOfColumns(source);
  const size = isRows(source) ? source.length : (Object.values(source)[0]?.length ?? 0);
  const made = new Map<string, TableColumn>();
  const describeRow = (row: number): string => `row ${row + 1}`;
  return lazyTable(
    cells.names,
    size,
    { find: (name) => made.get(name) ?? make(name), cells: cells.of },
    { owner, describeRow },
  );

  function make(name: string): TableColumn | undefined {
    const list = cells.of(name);
    if (list === undefined) return undefined;
    const column = columnFromCells(list, { owner, column: name, describeRow });
    made.set(name, column);
    return column;
  }
}

interface ColumnFinder {
  readonly find: (name: string) => TableColumn | undefined;
  readonly cells: (name: string) => ArrayLike<unknown> | undefined;
}

function lazyTable(
  columns: readonly string[],
  rows: number,
  { find, cells }: ColumnFinder,
  { owner = 'table', describeRow = (row) => `row ${row + 1}` }: TableOptions,
): Table {
  const checked = <Found>(name: string, found: Found | undefined, length: (found: Found) => number): Found => {
    if (found === undefined) {
      throw new DataError(`${owner}: the table must have a column "${name}", its columns are: ${listed(columns)}.`);
    }
    if (length(found) === rows) return found;
    throw new DataError(
      `${owner}: column "${name}" must have ${rows} rows as the first column, received ${length(found)}.`,
    );
  };
  return {
    columns,
    rows,
    column: (name) => checked(name, find(name), lengthOf),
    cells: (name) => checked(name, cells(name), ({ length }) => length),
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
  const cellOf = (row: object, name: string): unknown =>
    Object.hasOwn(row, name) ? (row as Readonly<Record<string, unknown>>)[name] : null;
  return {
    names: [...names],
    of: (name) => (names.has(name) ? rows.map((row) => cellOf(row, name)) : undefined),
  };
}

function checkRows(owner: string, rows: Rows): void {
  const wrong = rows.findIndex((row) => !isRecord(row));
  if (wrong < 0) return;
  throw new DataError(`${owner}: row ${wrong + 1} must be an object with columns, received ${show(rows[wrong])}.`);
}

function isTable(source: Table | Columns | Rows): source is Table {
  return isRecord(source) && typeof (source as Partial<Table>).describeRow === 'function';
}

function isRows(source: Table | Columns | Rows): source is Rows {
  return Array.isArray(source);
}
