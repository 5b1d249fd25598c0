import { DataError, reasonOf } from '@equipoise/core';
import type { ColumnData, FileMetaData } from 'hyparquet';

import { nodeProcess } from '../parse/node-process.ts';
import { parquetWorker } from './parquet-worker.ts';

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
  const { owner, path, columns } = options;
  const where = `${owner}: ${path}`;
  const { asyncBufferFromFile, parquetMetadataAsync, parquetSchema } = await import('hyparquet');
  const metadata = await orSentence(where, async () => parquetMetadataAsync(await asyncBufferFromFile(path)));
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
      const held = Math.max(0, ...groupBytes);
      let group = 0;
      for await (const chunks of decoded({ ...options, columns: asked }, groupRows, held)) {
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

/** A run of cells of one column, of a row group that starts at row 0. */
type Run = Pick<ColumnData, 'columnName' | 'columnData' | 'rowStart'>;

/** Decodes row groups in a thread of its own: see {@link parquetWorker}. */
async function* decoded(
  { owner, path, columns, patience }: ParquetRead,
  groupRows: readonly number[],
  held: number,
): AsyncGenerator<readonly Run[]> {
  const node = nodeProcess(owner);
  const { Worker } = node.getBuiltinModule('node:worker_threads');
  const { resolve } = node.getBuiltinModule('node:module').createRequire(import.meta.url);
  const { pathToFileURL } = node.getBuiltinModule('node:url');
  const urlOf = (name: string): string => pathToFileURL(resolve(name)).href;
  const worker = new Worker(parquetWorker, {
    eval: true,
    workerData: {
      path,
      columns,
      groupRows,
      hyparquet: urlOf('hyparquet'),
      hyparquetCompressors: urlOf('hyparquet-compressors'),
    },
    resourceLimits: { maxOldGenerationSizeMb: 256 + Math.ceil((8 * held) / 2 ** 20) },
  });
  try {
    for (const index of groupRows.keys()) {
      yield await orSentence(`${owner}: ${path}`, async () => {
        const runs: Run[] = [];
        const whole = new Promise<void>((done, fail) => {
          const timer = setTimeout(() => {
            fail(new Error(`decoding gave no cell in ${patience} seconds`));
          }, 1000 * patience);
          const take = (run: Run | null): void => {
            timer.refresh();
            if (run) runs.push(run);
            else end();
          };
          const failed = (error: unknown): void => end(error);
          const left = (): void => end(new Error('the thread that decodes it has ended'));
          const end = (error?: unknown): void => {
            clearTimeout(timer);
            worker.off('message', take).off('error', failed).off('exit', left);
            if (error === undefined) done();
            else fail(new Error(reasonOf(error), { cause: error }));
          };
          worker.on('message', take).on('error', failed).on('exit', left);
        });
        worker.postMessage(index);
        await whole;
        return runs;
      });
    }
  } finally {
    await worker.terminate();
  }
}

/** The cells of one column of a row group: a list of numbers where all are, which takes no more memory. */
function cellsIn(where: string, name: string, runs: readonly Run[], rows: number): ArrayLike<unknown> {
  const own = runs.filter(({ columnName }) => columnName === name);
  const filled = own.reduce((sum, { columnData }) => sum + columnData.length, 0);
  if (filled !== rows) throw new DataError(`${where}: column ${name} must have ${rows} cells, has ${filled}.`);
  const numbers = own.every(({ columnData }) => isNumbers(columnData));
  const cells: Float64Array | unknown[] = numbers ? new Float64Array(rows) : new Array<unknown>(rows);
  for (const { columnData, rowStart } of own) {
    for (let row = 0; row < columnData.length; row += 1) cells[rowStart + row] = columnData[row] as number;
  }
  return cells;
}

function isNumbers(values: ArrayLike<unknown>): boolean {
  return values instanceof Float64Array || values instanceof Float32Array || values instanceof Int32Array;
}

async function orSentence<Value>(where: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${where}: cannot be read as Parquet: ${reasonOf(error)}.`, { cause: error });
  }
}
