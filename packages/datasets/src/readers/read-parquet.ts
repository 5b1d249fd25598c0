import { checkKnownOptions, DataError, InvalidOptionError, reasonOf, type Table, toTable } from '@equipoise/core';
import type { ColumnData, FileMetaData } from 'hyparquet';

import { nodeProcess } from '../parse/node-process.ts';
import { parquetWorker } from './parquet-worker.ts';

/** What `readParquet` can be told. */
export interface ParquetOptions {
  /**
   * The columns to read.
   *
   * @defaultValue all of them
   */
  readonly columns?: readonly string[];
  /**
   * The most that the file may hold, in bytes without compression.
   *
   * @defaultValue 4 GiB
   */
  readonly maxBytes?: number;
  /**
   * How many seconds to wait for cells: in a damaged file, decoding need not end.
   *
   * @defaultValue 60
   */
  readonly patience?: number;
}

const owner = 'readParquet';
const [defaultMaxBytes, defaultPatience] = [2 ** 32, 60];

/**
 * Reads a Parquet file, by hyparquet: numbers, texts, dates and booleans, of any encoding and compression but LZO. A list or a structure in a cell is an
 * error once a data set is made of its column.
 *
 * @example
 * const table = await readParquet('customers.parquet', { columns: ['age', 'churn'] });
 *
 * @param path - The file.
 * @param options - The columns.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, is not Parquet, is damaged or too large, or lacks a column.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is out of its range.
 */
export async function readParquet(path: string, options: ParquetOptions = {}): Promise<Table> {
  checkKnownOptions<ParquetOptions>(owner, options, { columns: true, maxBytes: true, patience: true });
  const { columns, maxBytes = defaultMaxBytes, patience = defaultPatience } = options;
  if (!(maxBytes > 0)) throw new InvalidOptionError(owner, 'maxBytes', 'above 0', maxBytes);
  if (!(patience > 0)) throw new InvalidOptionError(owner, 'patience', 'above 0', patience);
  const where = `${owner}: ${path}`;
  try {
    return await readColumns(path, where, { columns, maxBytes, patience });
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${where}: cannot be read as Parquet: ${reasonOf(error)}.`, { cause: error });
  }
}

interface Asked {
  readonly columns: readonly string[] | undefined;
  readonly maxBytes: number;
  readonly patience: number;
}

async function readColumns(path: string, where: string, { columns, maxBytes, patience }: Asked): Promise<Table> {
  const { parquetMetadata, parquetSchema } = await import('hyparquet');
  const bytes = await bytesOf(path);
  const metadata = parquetMetadata(bytes);
  const names = parquetSchema(metadata).children.map(({ element }) => element.name);
  const asked = columns ?? names;
  for (const name of asked) {
    if (!names.includes(name)) throw new DataError(`${where}: has no column ${name}; there are ${names.join(', ')}.`);
  }
  const { rows, held } = checkedSize(metadata, { where, columns: asked.length, maxBytes });
  const cells = new Map(asked.map((name) => [name, new ColumnCells(rows)]));
  await decode(bytes, { columns: asked, held, patience }, (chunk) => cells.get(chunk.columnName)?.add(chunk));
  return toTable(where, Object.fromEntries([...cells].map(([name, column]) => [name, column.take(where, name)])));
}

async function bytesOf(path: string): Promise<ArrayBuffer> {
  const { readFile } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

/** A run of cells of one column. */
type Chunk = Pick<ColumnData, 'columnName' | 'columnData' | 'rowStart'>;

/** Decodes columns in a thread of its own: see {@link parquetWorker}. */
async function decode(
  bytes: ArrayBuffer,
  { columns, held, patience }: Pick<Asked, 'patience'> & { readonly columns: readonly string[]; readonly held: number },
  onChunk: (chunk: Chunk) => void,
): Promise<void> {
  const node = nodeProcess(owner);
  const { Worker } = node.getBuiltinModule('node:worker_threads');
  const { resolve } = node.getBuiltinModule('node:module').createRequire(import.meta.url);
  const { pathToFileURL } = node.getBuiltinModule('node:url');
  const urlOf = (name: string): string => pathToFileURL(resolve(name)).href;
  const worker = new Worker(parquetWorker, {
    eval: true,
    workerData: {
      bytes,
      columns,
      hyparquet: urlOf('hyparquet'),
      hyparquetCompressors: urlOf('hyparquet-compressors'),
    },
    transferList: [bytes],
    resourceLimits: { maxOldGenerationSizeMb: 256 + Math.ceil((8 * held) / 2 ** 20) },
  });
  try {
    await new Promise<void>((done, fail) => {
      const timer = setTimeout(() => {
        fail(new Error(`decoding gave no cell in ${patience} seconds`));
      }, 1000 * patience);
      worker.on('message', (chunk: Chunk | null) => {
        timer.refresh();
        try {
          if (chunk) onChunk(chunk);
          else done();
        } catch (error) {
          fail(new Error(reasonOf(error), { cause: error }));
        }
      });
      worker.on('error', fail);
      worker.on('exit', () => {
        clearTimeout(timer);
        fail(new Error('the thread that decodes it has ended'));
      });
    });
  } finally {
    await worker.terminate();
  }
}

/** How many rows there are, and how many bytes they hold without compression, if that fits. */
function checkedSize(
  { num_rows: count, row_groups: groups }: FileMetaData,
  { where, columns, maxBytes }: { readonly where: string; readonly columns: number; readonly maxBytes: number },
): { readonly rows: number; readonly held: number } {
  const rows = Number(count);
  const held = groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  const bytes = Math.max(held, rows * columns * Float64Array.BYTES_PER_ELEMENT);
  if (rows >= 0 && held >= 0 && bytes <= maxBytes) return { rows, held };
  throw new DataError(`${where}: holds ${bytes} bytes, more than ${maxBytes}: read fewer columns, or set maxBytes.`);
}

/** The cells of one column, as they arrive: numbers as long as all are. */
class ColumnCells {
  #cells: Float64Array | unknown[];
  #filled = 0;

  constructor(rows: number) {
    this.#cells = new Float64Array(rows);
  }

  add({ columnData, rowStart }: Chunk): void {
    if (this.#cells instanceof Float64Array) {
      if (isNumbers(columnData)) this.#cells.set(columnData, rowStart);
      else this.#cells = Array.from(this.#cells);
    }
    if (!(this.#cells instanceof Float64Array)) {
      for (let row = 0; row < columnData.length; row += 1) this.#cells[rowStart + row] = columnData[row];
    }
    this.#filled += columnData.length;
  }

  take(where: string, name: string): ArrayLike<unknown> {
    if (this.#filled === this.#cells.length) return this.#cells;
    throw new DataError(`${where}: column ${name} must have ${this.#cells.length} cells, has ${this.#filled}.`);
  }
}

function isNumbers(values: ArrayLike<unknown>): values is Float64Array {
  return values instanceof Float64Array || values instanceof Float32Array || values instanceof Int32Array;
}
