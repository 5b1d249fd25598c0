import { checkKnownOptions, DataError, InvalidOptionError, type Table } from '@equipoise/core';

import { PackedColumn } from './packed-column.ts';
import { tableOfFile } from './packed-table.ts';
import { openParquet, type ParquetFile } from './parquet-groups.ts';

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
const defaultMaxBytes = 2 ** 32;

/** Seconds to wait for cells, unless the user says. */
export const defaultPatience = 60;

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
  checkPatience(owner, patience);
  const file = await openParquet({ owner, path, columns, patience });
  const where = `${owner}: ${path}`;
  const rows = checkedRows(where, file, maxBytes);
  const read = new Map(file.columns.map((name) => [name, new PackedColumn(rows)]));
  for await (const { name, cells } of file.parts()) for (const packed of cells) read.get(name)?.add(packed);
  return tableOfFile(where, new Map([...read].map(([name, own]) => [name, own.built(`${where}: column ${name}`)])));
}

/**
 * Checks how long to wait for cells.
 *
 * @param reader - Who was told.
 * @param patience - Seconds.
 * @throws {@link @equipoise/core!InvalidOptionError} when it is not above 0.
 */
export function checkPatience(reader: string, patience: number): void {
  if (!(patience > 0)) throw new InvalidOptionError(reader, 'patience', 'above 0', patience);
}

/** How many rows there are, if what they hold without compression fits. */
function checkedRows(where: string, { columns, groupRows, groupBytes }: ParquetFile, maxBytes: number): number {
  const sum = (counts: readonly number[]): number => counts.reduce((all, own) => all + own, 0);
  const rows = sum(groupRows);
  const bytes = Math.max(sum(groupBytes), rows * columns.length * Float64Array.BYTES_PER_ELEMENT);
  if (bytes <= maxBytes) return rows;
  throw new DataError(`${where}: holds ${bytes} bytes, more than ${maxBytes}: read fewer columns, or set maxBytes.`);
}
