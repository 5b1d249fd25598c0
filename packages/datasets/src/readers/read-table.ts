import { DataError, isRecord, show, type Table, toTable } from '@equipoise/core';

import type { CsvOptions } from '../csv/csv-options.ts';
import type { CsvTable } from '../csv/csv-table.ts';
import { readCsv } from '../csv/read-csv.ts';
import { readJson } from '../parse/read-file.ts';
import { readArrowFile } from './arrow-file.ts';
import { readJsonl } from './read-jsonl.ts';
import { defaultPatience, readParquet } from './read-parquet.ts';
import { type TableFormat, tableFormat } from './table-format.ts';

/** A table of a file, with what the file is. */
export type FileTable =
  | (CsvTable & { readonly format: 'CSV' })
  | (Table & { readonly format: Exclude<TableFormat, 'CSV'>; readonly warnings: readonly string[] });

const owner = 'readTable';

/**
 * Reads the table of a file, whatever its format: CSV, Parquet, JSON lines, a JSON array of objects, or Arrow IPC (Feather 2), which needs `apache-arrow`. What it begins with tells the format, else its extension;
 * all else is read as CSV. Parquet and Arrow are decoded in a thread of their own, which must give cells within a minute: in a damaged file, decoding need not end.
 *
 * @example
 * const table = await readTable('houses.parquet');
 *
 * @param path - The file.
 * @param csv - How it is written, where it is CSV.
 * @throws what the reader of its format throws; {@link @equipoise/core!DataError} when there are options of CSV for another format.
 */
export async function readTable(path: string, csv: CsvOptions = {}): Promise<FileTable> {
  const format = await tableFormat(owner, path).catch((): TableFormat => 'CSV'); // Its reader says what is wrong.
  const [option] = Object.keys(csv);
  if (format !== 'CSV' && option !== undefined) {
    throw new DataError(`${owner}: ${path}: is ${format}, which the option ${option} says nothing of: it is for CSV.`);
  }
  if (format === 'CSV') {
    const table = await readCsv(path, csv);
    return { ...table, format };
  }
  return { ...(await readers[format](path)), format, warnings: [] };
}

const readers: Readonly<Record<Exclude<TableFormat, 'CSV'>, (path: string) => Promise<Table>>> = {
  Parquet: (path) => readParquet(path),
  'JSON lines': async (path) => {
    try {
      return await readJsonl(path);
    } catch (error) {
      const whole: unknown = await readJson(owner, path).catch(() => undefined);
      if (whole === undefined) throw error;
      throw new DataError(`${owner}: ${path}: must be a list of rows, or a row in each line, it is one JSON object.`);
    }
  },
  JSON: async (path) => {
    const rows = await readJson(owner, path);
    if (Array.isArray(rows) && rows.length > 0) {
      const wrong = rows.findIndex((row) => !isRecord(row) || Array.isArray(row));
      if (wrong < 0) return toTable(`${owner}: ${path}`, rows as object[]);
      throw new DataError(`${owner}: ${path}: row ${wrong + 1} must be an object, received ${show(rows[wrong])}.`);
    }
    throw new DataError(`${owner}: ${path}: must be a list of rows, received ${show(rows)}.`);
  },
  Arrow: (path) => readArrowFile({ owner, path, patience: defaultPatience }),
};
