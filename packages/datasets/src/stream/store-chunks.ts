import { columnFromCells, type ColumnPlace, type TableColumn } from '@equipoise/core';

import { ChunkColumn } from './chunk-column.ts';
import type { ReadStream, StoreTarget } from './from-stored.ts';

/** Some rows that follow each other. */
export interface Chunk {
  /** How many. */
  readonly rows: number;
  /** The names of their columns. */
  readonly names: Iterable<string>;
  /**
   * A column.
   *
   * @param place - Whose it is, one of the names, and how its rows are named.
   * @throws {@link @equipoise/core!DataError} when a cell is no text, number, boolean, bigint or date.
   */
  readonly column: (place: ColumnPlace) => TableColumn;
}

/**
 * A chunk of cells in lists.
 *
 * @param rows - How many rows.
 * @param names - The names of their columns.
 * @param cells - The cells of a column, by its name.
 */
export function chunkOfCells(
  rows: number,
  names: Iterable<string>,
  cells: (name: string) => ArrayLike<unknown>,
): Chunk {
  return { rows, names, column: (place) => columnFromCells(cells(place.column), place) };
}

/**
 * Reads the columns of chunks into a store. A column that a chunk does not have has missing cells there.
 *
 * @param owner - Who reads, for error messages.
 * @param chunks - The chunks.
 * @param target - Where the columns go.
 * @param describeRow - Where a row stands, for messages.
 * @throws {@link @equipoise/core!DataError} when a cell is no text, number, boolean, bigint or date.
 */
export async function storeChunks(
  owner: string,
  chunks: AsyncIterable<Chunk>,
  { store, wanted }: StoreTarget,
  describeRow = (row: number): string => `row ${row + 1}`,
): Promise<ReadStream> {
  const columns = new Map<string, ChunkColumn>();
  const names = new Set<string>();
  let rows = 0;
  for await (const chunk of chunks) {
    const from = rows;
    for (const name of chunk.names) {
      names.add(name);
      if (!wanted.has(name)) continue;
      const column = columns.get(name) ?? new ChunkColumn(store);
      columns.set(name, column);
      column.fill(from);
      const place = { owner, column: name, describeRow: (row: number) => describeRow(from + row) };
      column.add(chunk.column(place));
    }
    rows += chunk.rows;
  }
  for (const column of columns.values()) column.fill(rows);
  const stored = new Map([...columns].map(([name, column]) => [name, column.built]));
  return { names: [...names], stored, rows, describeRow, warnings: [] };
}
