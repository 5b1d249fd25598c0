import { DataError } from '@equipoise/core';
import type { FileMetaData } from 'hyparquet';

import { decoded, moduleUrl, orSentence } from './decoding-thread.ts';
import type { PackedCells } from './packed-cells.ts';
import { PackedColumn } from './packed-column.ts';
import type { FileColumn } from './packed-table.ts';
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
  /** One column of one row group after the other: the next is decoded when it is asked for. */
  readonly parts: () => AsyncGenerator<ParquetPart>;
  /** The row groups one after the other, each with the columns that are read. */
  readonly groups: () => AsyncGenerator<ReadonlyMap<string, FileColumn>>;
}

/** One column of one row group. */
interface ParquetPart {
  /** The column. */
  readonly name: string;
  /** Its cells, some at a time. */
  readonly cells: readonly PackedCells[];
}

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
  async function* parts(): AsyncGenerator<ParquetPart> {
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
    let unit = 0;
    for await (const cells of decoded<PackedCells>(decoding, groupRows.length * asked.length)) {
      yield { name: asked[unit % asked.length] ?? '', cells };
      unit += 1;
    }
  }
  async function* groups(): AsyncGenerator<ReadonlyMap<string, FileColumn>> {
    let columns = new Map<string, FileColumn>();
    let group = 0;
    for await (const { name, cells } of parts()) {
      const column = new PackedColumn(groupRows[group] ?? 0);
      for (const packed of cells) column.add(packed);
      columns.set(name, column.built(`${where}: column ${name}`));
      if (columns.size < asked.length) continue;
      yield columns;
      columns = new Map();
      group += 1;
    }
  }
  return { names, columns: asked, groupRows, groupBytes, parts, groups };
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
