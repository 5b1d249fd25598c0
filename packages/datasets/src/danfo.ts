import { DataError } from '@equipoise/core';

import { type Table, toTable } from './table/table.ts';

/** What {@link fromDanfo} reads of a danfo.js data frame. */
export interface DanfoFrame {
  /** The names of the columns. */
  readonly columns: readonly string[];
  /** The rows, each with a cell for every column. */
  readonly values: readonly unknown[];
}

/**
 * The table that a danfo.js data frame holds, for `fromTable`. Works with `danfojs-node`, `danfojs`, and anything of that shape.
 *
 * @param frame - The data frame.
 * @throws {@link @equipoise/core!DataError} when a row is no list of cells, or two columns have one name.
 */
export function fromDanfo(frame: DanfoFrame): Table {
  const { columns, values } = frame;
  if (new Set(columns).size !== columns.length) {
    throw new DataError(`fromDanfo: must name columns once, received ${columns.join(', ')}.`);
  }
  const rows = values.map((row, index): readonly unknown[] => {
    if (Array.isArray(row) && row.length === columns.length) return row;
    throw new DataError(`fromDanfo: row ${index + 1}: must be a list of ${columns.length} cells.`);
  });
  return toTable(
    'fromDanfo',
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
  );
}

/**
 * A danfo.js data frame of a table.
 *
 * @param table - The table.
 * @param DataFrame - The class `DataFrame` of the danfo.js that you use.
 */
export function toDanfo<Frame>(table: Table, DataFrame: new (columns: Record<string, unknown[]>) => Frame): Frame {
  return new DataFrame(Object.fromEntries(Object.entries(table).map(([column, cells]) => [column, [...cells]])));
}
