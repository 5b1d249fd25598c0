import { cellsOf, columnTable, type Levels, type Table, type TableColumn } from '@equipoise/core';

import type { BuiltColumn } from '../csv/column-builder.ts';
import type { DiskList } from './disk-list.ts';

/** A column whose cells are in a file; texts are in memory, each different one once. */
export type StoredColumn = (
  | Extract<BuiltColumn<DiskList<Float64Array>, never>, { kind: 'number' }>
  | { readonly kind: 'text'; readonly codes: DiskList<Uint32Array>; readonly levels: Levels }
) & {
  /** Whether they are times, in days since the beginning of 1970 (UTC). */
  readonly dates?: boolean;
};

/** What a stored table is made of. */
export interface StoredColumns {
  /** The names of all columns, stored or not. */
  readonly names: readonly string[];
  /** Those that are stored. */
  readonly stored: ReadonlyMap<string, StoredColumn>;
  /** How many rows there are. */
  readonly rows: number;
  /** Where a row stands, for messages. */
  readonly describeRow: (row: number) => string;
}

/** A table in a file: a column is read anew each time that it is asked for. */
export interface StoredTable extends Table {
  /**
   * Some of the rows, in memory.
   *
   * @param from - The first.
   * @param to - The one after the last.
   */
  readonly block: (from: number, to: number) => Table;
}

/**
 * Makes a table of columns in a file.
 *
 * @param owner - Whose table it is, for error messages.
 * @param columns - The columns.
 */
export function storedTable(owner: string, { names, stored, rows, describeRow }: StoredColumns): StoredTable {
  const nothing: TableColumn = { kind: 'number', values: new Float64Array(0) };
  const known = columnTable(new Map(names.map((name) => [name, nothing])), { owner });
  const column = (name: string): TableColumn => {
    const found = stored.get(name);
    return found ? readColumn(found, 0, rows) : known.column(name);
  };
  return {
    columns: names,
    rows,
    describeRow,
    column,
    cells: (name) => cellsOf(column(name)),
    block: (from, to) =>
      columnTable(new Map([...stored].map(([name, own]) => [name, readColumn(own, from, to)])), {
        owner,
        describeRow: (row) => describeRow(from + row),
      }),
  };
}

function readColumn(column: StoredColumn, from: number, to: number): TableColumn {
  const { dates } = column;
  if (column.kind === 'text') return { kind: 'text', codes: column.codes.read(from, to), levels: column.levels };
  const values = column.values.read(from, to);
  return dates === true ? { kind: 'number', values, dates } : { kind: 'number', values };
}
