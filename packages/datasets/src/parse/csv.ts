import { DataError } from '@equipoise/core';
import Papa from 'papaparse';

import type { Cell } from '../table/cell.ts';
import type { Table } from '../table/table.ts';
import { readText } from './read-file.ts';

/** What {@link readCsv} can be told. */
export interface CsvOptions {
  /**
   * What stands between two cells.
   *
   * @defaultValue guessed from the file: a comma, semicolon, tab or bar
   */
  readonly delimiter?: string;
  /**
   * What a cell says when it says nothing.
   *
   * @defaultValue ['', 'NaN']
   */
  readonly missing?: readonly string[];
}

/**
 * Reads a CSV file with a header line. Cells stay text as the file has them: what a column means is said where it is used, so
 * that a postcode does not turn into a number.
 *
 * @param path - The file.
 * @param options - Delimiter, and what counts as missing.
 * @throws {@link @equipoise/core!DataError} when the file cannot be read, two columns have one name, or a row has more or fewer cells than the
 *   header (rows count from 1, the header not counted).
 */
export async function readCsv(path: string, options: CsvOptions = {}): Promise<Table> {
  return parseCsv(path, await readText('readCsv', path), options);
}

function parseCsv(path: string, text: string, options: CsvOptions): Table {
  const { delimiter = '', missing = ['', 'NaN'] } = options;
  const { data, errors } = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: true });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken) throw new DataError(`readCsv: ${path}, row ${broken.row ?? '?'}: quotes do not match.`);
  const [header, ...rows] = data;
  if (!header) throw new DataError(`readCsv: ${path}: must have a header line, the file is empty.`);
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) throw new DataError(`readCsv: ${path}: must name columns once, "${twice}" is there twice.`);
  rows.forEach((row, index) => {
    if (row.length === header.length) return;
    throw new DataError(
      `readCsv: ${path}, row ${index + 1}: must have ${header.length} cells, received ${row.length}.`,
    );
  });
  const toCell = (cell: string | undefined): Cell => (cell === undefined || missing.includes(cell) ? null : cell);
  return Object.fromEntries(header.map((name, column) => [name, rows.map((row) => toCell(row[column]))]));
}
