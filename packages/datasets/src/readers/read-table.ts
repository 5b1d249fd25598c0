import { DataError, isRecord, reasonOf, show, type Table, toTable } from '@equipoise/core';

import type { CsvOptions } from '../csv/csv-options.ts';
import type { CsvTable } from '../csv/csv-table.ts';
import { readCsv } from '../csv/read-csv.ts';
import { readBytes, readJson } from '../parse/read-file.ts';
import { readArrow } from './read-arrow.ts';
import { readJsonl } from './read-jsonl.ts';
import { readParquet } from './read-parquet.ts';
import { type TableFormat, tableFormat } from './table-format.ts';

/** A table of a file, with what the file is. */
export type FileTable =
  | (CsvTable & { readonly format: 'CSV' })
  | (Table & { readonly format: Exclude<TableFormat, 'CSV'>; readonly warnings: readonly string[] });

const owner = 'readTable';

/**
 * Reads the table of a file, whatever its format: CSV, Parquet, JSON lines, a JSON array of objects, or Arrow IPC (Feather 2), which needs `apache-arrow`. What it begins with tells the format, else its extension;
 * all else is read as CSV. apache-arrow believes the counts of a damaged file, and need not end.
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
  Arrow: async (path) => {
    const bytes = await readBytes(owner, path);
    const arrow = await import('apache-arrow').catch((error: unknown) => {
      throw new DataError(`${owner}: ${path}: needs the npm package apache-arrow: npm install apache-arrow.`, {
        cause: error,
      });
    });
    try {
      return readArrow(arrow.tableFromIPC(bytes));
    } catch (error) {
      throw new DataError(`${owner}: ${path}: cannot be read as Arrow: ${reasonOf(error)}.`, { cause: error });
    }
  },
};
