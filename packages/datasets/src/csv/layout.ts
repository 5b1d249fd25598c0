import { DataError, InvalidOptionError, listed } from '@equipoise/core';

import type { CompleteCsvOptions } from './csv-options.ts';

/** What the cells of a record are. */
export interface Layout {
  /** The column that each cell belongs to; empty where the file does not name it. */
  readonly names: readonly string[];
  /** Cells that a record must have; further ones up to the number of names may be left out. */
  readonly least: number;
  /** Records before the first row: a header line, a line that names the delimiter. */
  readonly before: number;
  /** Whether the first cell of each record is a row name, which the header leaves out. */
  readonly rowNames: boolean;
  /** What the user should know, a sentence each. */
  readonly warnings: readonly string[];
}

/** What a layout is found from. */
export interface LayoutSource {
  /** Who reads, for errors of options. */
  readonly owner: string;
  /** Who reads which file, for errors of data. */
  readonly where: string;
  /** The first records of the file, without a line that names the delimiter. */
  readonly records: readonly (readonly string[])[];
  /** Whether there is such a line. */
  readonly delimiterLine: boolean;
  /** The options of the reader. */
  readonly options: Pick<CompleteCsvOptions, 'header' | 'columns'>;
}

/**
 * Finds out what the cells of a file's records are, from its first records.
 *
 * @param source - The records, and the options of the reader.
 * @throws {@link @equipoise/core!DataError} when there is no header line, or it names a column twice.
 * @throws {@link @equipoise/core!InvalidOptionError} when as many columns were not named as there are.
 */
export function findLayout({ owner, where, records, delimiterLine, options }: LayoutSource): Layout {
  const [first] = records;
  if (!first)
    throw new DataError(`${where}: must have a ${options.header ? 'header line' : 'row'}, the file is empty.`);
  const rows = options.header ? records.slice(1) : records;
  const before = Number(delimiterLine) + Number(options.header);
  const warnings: string[] = [];
  const given = options.header ? first : first.map((_, index) => `column${index + 1}`);
  const rowNames = options.header && hasRowNames(first, rows);
  const named = options.columns ?? given;
  const width = lastFilled(given) + 1;
  if (options.columns && options.columns.length !== width && options.columns.length !== given.length) {
    throw new InvalidOptionError(
      owner,
      'columns',
      `${width} names, as many as the first line has cells`,
      options.columns,
    );
  }
  if (rowNames) warnings.push('The first cell of each line is a row name, which the header line leaves out.');
  if (options.header && !options.columns && looksLikeData(first, rows)) {
    warnings.push('The first line looks like data: if there is no header line, say so (option header).');
  }
  const names = rowNames ? ['', ...named] : [...named];
  checkTwice(where, names, looksLikeData(first, rows));
  return { names, least: lastFilled(names) + 1, before, rowNames, warnings };
}

/** Whether every row has one cell more than the header, and not because its line ends in a delimiter, or the header is a comment. */
function hasRowNames(header: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (header[0]?.startsWith('#') === true) return false;
  if (rows.length < 2 || !rows.every(({ length }) => length === header.length + 1)) return false;
  return !rows.every((row) => row.at(-1) === '');
}

/**
 * Whether a header line looks like a row: one of its cells stands below it once more, or some are numbers, as all cells below them are. Numbers in
 * equal steps of at most 10 are taken for names: the years of a table that has one column for each.
 */
function looksLikeData(header: readonly string[], rows: readonly (readonly string[])[]): boolean {
  if (header.some((name, column) => name !== '' && rows.some((row) => row[column] === name))) return true;
  const numbers = header.filter(
    (name, column) => isNumber(name) && rows.every((row) => (row[column] ?? '') === '' || isNumber(row[column] ?? '')),
  );
  if (rows.length === 0 || numbers.length === 0) return false;
  const steps = numbers.slice(1).map((name, index) => Number(name) - Number(numbers[index]));
  return numbers.length < 2 || steps.some((step) => step === 0 || Math.abs(step) > 10 || step !== steps[0]);
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}

function lastFilled(names: readonly string[]): number {
  return names.findLastIndex((name) => name !== '');
}

function checkTwice(where: string, names: readonly string[], data: boolean): void {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    if (name !== '' && seen.has(name)) twice.add(name);
    seen.add(name);
  }
  if (twice.size === 0) return;
  const hint = data ? ' The first line looks like data: if there is no header line, say so (option header).' : '';
  const received = listed([...twice].map((name) => `"${name}"`));
  throw new DataError(
    `${where}: must name columns once, ${received} ${twice.size === 1 ? 'is' : 'are'} there twice.${hint}`,
  );
}
