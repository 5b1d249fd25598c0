import { columnFromCells } from '@equipoise/core';

import { ChunkColumn } from './chunk-column.ts';
import type { ReadStream, StoreTarget } from './from-stored.ts';

/** Some rows that follow each other. */
export interface Chunk {
  /** How many. */
  readonly rows: number;
  /** The names of their columns. */
  readonly names: Iterable<string>;
  /**
   * The cells of a column.
   *
   * @param name - One of the names.
   */
  readonly cells: (name: string) => ArrayLike<unknown>;
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
      column.add(columnFromCells(chunk.cells(name), place));
    }
    rows += chunk.rows;
  }
  for (const column of columns.values()) column.fill(rows);
  const stored = new Map([...columns].map(([name, column]) => [name, column.built]));
  return { names: [...names], stored, rows, describeRow, warnings: [] };
}
