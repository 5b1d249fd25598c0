import { type Cell, cellsOf, type Columns, DataError, type Rows, type Table, toTable } from '@equipoise/core';

import { checkNamedOnce } from '../table/check-names.ts';

/** What {@link readDanfo} reads of a danfo.js data frame. */
export interface DanfoFrame {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** The rows, each with a cell for every column. */
  readonly values: readonly unknown[];
}

/**
 * The table that a danfo.js data frame holds. Works with `danfojs-node`, `danfojs`, and anything of that shape.
 *
 * @param frame - The data frame.
 * @throws {@link @equipoise/core!DataError} when a row is no list of cells, or two columns have one name.
 */
export function readDanfo(frame: DanfoFrame): Table {
  const { columns, values } = frame;
  checkNamedOnce('readDanfo', columns);
  for (const [index, row] of values.entries()) {
    if (Array.isArray(row) && row.length === columns.length) continue;
    throw new DataError(`readDanfo: row ${index + 1}: must be a list of ${columns.length} cells.`);
  }
  const rows = values as readonly (readonly Cell[])[];
  return toTable(
    'readDanfo',
    Object.fromEntries(columns.map((column, index) => [column, rows.map((row) => row[index])])),
  );
}

/**
 * A danfo.js data frame of a table: numbers, texts, and null where a cell is missing.
 *
 * @param table - The table: as `readCsv` gives it, by its columns, or by its rows.
 * @param DataFrame - The class `DataFrame` of the danfo.js that you use.
 */
export function toDanfo<Frame>(
  table: Table | Columns | Rows,
  DataFrame: new (columns: Record<string, unknown[]>) => Frame,
): Frame {
  const own = toTable('toDanfo', table);
  return new DataFrame(Object.fromEntries(own.columns.map((name) => [name, cellsOf(own.column(name))])));
}
