import { DataError } from '@equipoise/core';
import type { FileMetaData } from 'hyparquet';

import { cellsIn, decoded, moduleUrl, orSentence, type Run } from './decoding-thread.ts';
import { parquetWorker } from './parquet-worker.ts';

const format = 'Parquet';

/** What is read of a Parquet file, and how much it may hold. */
export interface ParquetRead {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file. */
  readonly path: string;
  /** The columns to read; all of them when left out. */
  readonly columns: readonly string[] | undefined;
  /** Seconds to wait for cells. */
  readonly patience: number;
}

/** A Parquet file, open to be read by its row groups. */
export interface ParquetFile {
  /** The names of all columns. */
  readonly names: readonly string[];
  /** The columns that are read. */
  readonly columns: readonly string[];
  /** Rows of each row group. */
  readonly groupRows: readonly number[];
  /** Bytes of each row group without compression. */
  readonly groupBytes: readonly number[];
  /** The row groups one after the other: the next is decoded when it is asked for. */
  readonly groups: () => AsyncGenerator<ParquetGroup>;
}

/** The cells of a row group, by the column. */
export type ParquetGroup = ReadonlyMap<string, ArrayLike<unknown>>;

/**
 * Opens a Parquet file: reads what its end says of it.
 *
 * @param options - What is read.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, is not Parquet, or lacks a column.
 */
export async function openParquet(options: ParquetRead): Promise<ParquetFile> {
  const { owner, path, columns, patience } = options;
  const where = `${owner}: ${path}`;
  const { asyncBufferFromFile, parquetMetadataAsync, parquetSchema } = await import('hyparquet');
  const metadata = await orSentence(where, format, async () => parquetMetadataAsync(await asyncBufferFromFile(path)));
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const asked = columns ?? names;
  for (const name of asked) {
    if (!names.includes(name)) throw new DataError(`${where}: has no column ${name}; there are ${names.join(', ')}.`);
  }
  const groupRows = metadata.row_groups.map((group) => Number(group.num_rows));
  const groupBytes = metadata.row_groups.map((group) => Number(group.total_byte_size));
  checkCounts(where, metadata, groupRows, groupBytes);
  return {
    names,
    columns: asked,
    groupRows,
    groupBytes,
    async *groups() {
      if (asked.length === 0) return;
      const decoding = {
        owner,
        path,
        patience,
        format,
        program: parquetWorker,
        modules: {
          hyparquet: moduleUrl(owner, 'hyparquet'),
          hyparquetCompressors: moduleUrl(owner, 'hyparquet-compressors'),
        },
        data: { columns: asked, groupRows },
        held: Math.max(0, ...groupBytes),
      };
      let group = 0;
      for await (const chunks of decoded<Run>(decoding, groupRows.length)) {
        yield new Map(asked.map((name) => [name, cellsIn(where, name, chunks, groupRows[group] ?? 0)]));
        group += 1;
      }
    },
  };
}

function checkCounts(
  where: string,
  { num_rows: rows }: FileMetaData,
  groupRows: readonly number[],
  groupBytes: readonly number[],
): void {
  const sum = groupRows.reduce((all, own) => all + own, 0);
  if ([...groupRows, ...groupBytes].every((count) => count >= 0) && sum === Number(rows)) return;
  throw new DataError(`${where}: is damaged: it says ${rows} rows, its row groups have ${sum}.`);
}
