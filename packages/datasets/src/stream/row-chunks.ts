import { DataError, isRecord, show } from '@equipoise/core';

import { type Chunk, chunkOfCells } from './store-chunks.ts';

/** Rows that become a chunk. */
const chunkSize = 4096;

/**
 * Rows as chunks.
 *
 * @param owner - Whose rows they are, for error messages.
 * @param rows - The rows.
 * @throws {@link @equipoise/core!DataError} when a row is no object.
 */
export async function* rowChunks(owner: string, rows: Iterable<object> | AsyncIterable<object>): AsyncGenerator<Chunk> {
  let [chunk, seen]: [Readonly<Record<string, unknown>>[], number] = [[], 0];
  for await (const row of rows) {
    seen += 1;
    if (!isRecord(row) || Array.isArray(row)) {
      throw new DataError(`${owner}: row ${seen} must be an object with columns, received ${show(row)}.`);
    }
    chunk.push(row);
    if (chunk.length < chunkSize) continue;
    yield chunkOf(chunk);
    chunk = [];
  }
  if (chunk.length > 0) yield chunkOf(chunk);
}

function chunkOf(rows: readonly Readonly<Record<string, unknown>>[]): Chunk {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  return chunkOfCells(rows.length, names, (name) => rows.map((row) => (Object.hasOwn(row, name) ? row[name] : null)));
}
