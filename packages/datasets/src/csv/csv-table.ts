import { columnTable, DataError, listed, type Table, type TableColumn } from '@equipoise/core';

import type { ColumnSink } from './column-sink.ts';
import type { CsvFile, CsvRows } from './csv-file.ts';
import type { Layout } from './layout.ts';
import type { MissingWords } from './missing-words.ts';

/** A table that was read from a file of text. */
export interface CsvTable extends Table {
  /** How the file's characters are written, by the name in the Encoding Standard. */
  readonly encoding: string;
  /** What stands between two cells. */
  readonly delimiter: string;
  /** Whether the first column, named '', holds row names that the header line leaves out. */
  readonly rowNames: boolean;
  /** How often each word for a missing cell was there; blank cells under the empty word. */
  readonly missing: ReadonlyMap<string, number>;
  /** What the reader had to decide by itself, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * The name of a column, as its place gives it one where the header line does not; the first may have none.
 *
 * @param layout - What the cells of the file are.
 * @param position - The place of the column, from 0.
 */
export function columnName({ names }: Layout, position: number): string {
  const given = names[position] ?? '';
  return given === '' && position > 0 ? `column${position + 1}` : given;
}

/** The columns of a file that has been read. */
export interface CsvColumns<Sink extends ColumnSink> {
  /** The columns by their names. */
  readonly columns: ReadonlyMap<string, Sink>;
  /** How often each word for a missing cell was there; blank cells under the empty word. */
  readonly missing: ReadonlyMap<string, number>;
  /** What the reader had to decide by itself, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Names the columns: those without a name and without a value are left out, others without a name get one, unless they are the first.
 *
 * @param file - The file.
 * @param rows - Its rows.
 * @throws {@link @equipoise/core!DataError} when two columns have one name.
 */
export function csvColumns<Sink extends ColumnSink>(
  { where, layout, warnings }: CsvFile,
  { reader, words }: CsvRows<Sink>,
): CsvColumns<Sink> {
  const columns = new Map<string, Sink>();
  const [dropped, renamed]: [string[], string[]] = [[], []];
  reader.columns.forEach((sink, position) => {
    const given = layout.names[position];
    if (given === '' && sink.empty) {
      dropped.push(String(position + 1));
      return;
    }
    const name = columnName(layout, position);
    if (name !== given) renamed.push(name);
    if (columns.has(name)) throw new DataError(`${where}: must name columns once, "${name}" is there twice.`);
    columns.set(name, sink);
  });
  const missing = missingCounts(words, columns);
  return {
    columns,
    missing,
    warnings: [
      ...warnings,
      ...layout.warnings,
      ...sentences(dropped, 'without a name and without a value', 'left out'),
      ...sentences(renamed, 'without a name', 'named by its place'),
      ...missingSentence(missing),
    ],
  };
}

/**
 * Makes the table.
 *
 * @param file - The file.
 * @param rows - Its rows.
 * @param take - The column of what took its cells.
 * @throws {@link @equipoise/core!DataError} when two columns have one name.
 */
export function csvTable<Sink extends ColumnSink>(
  file: CsvFile,
  rows: CsvRows<Sink>,
  take: (sink: Sink) => TableColumn,
): CsvTable {
  const { columns, ...said } = csvColumns(file, rows);
  const { lines } = rows.reader;
  return {
    ...columnTable(new Map([...columns].map(([name, sink]) => [name, take(sink)])), {
      describeRow: (row) => `line ${lines.of(row)}`,
    }),
    encoding: file.encoding,
    delimiter: String.fromCharCode(file.delimiter),
    rowNames: file.layout.rowNames,
    ...said,
  };
}

function sentences(columns: readonly string[], what: string, done: string): readonly string[] {
  if (columns.length === 0) return [];
  const [noun, verb] = columns.length === 1 ? ['column', 'was'] : ['columns', 'were'];
  return [`${columns.length} ${noun} ${what} ${verb} ${done}: ${listed(columns)}.`];
}

/** Blank cells are counted in the columns that the table has: those left out have nothing else. */
function missingCounts(words: MissingWords, columns: ReadonlyMap<string, ColumnSink>): ReadonlyMap<string, number> {
  const counts = new Map(words.counts());
  counts.delete('');
  const all = [...columns.values()].reduce((sum, { missing }) => sum + missing, 0);
  const blank = all - [...counts.values()].reduce((sum, count) => sum + count, 0);
  return blank > 0 ? new Map([['', blank], ...counts]) : counts;
}

function missingSentence(missing: ReadonlyMap<string, number>): readonly string[] {
  const said = [...missing].filter(([word]) => word !== '');
  if (said.length === 0) return [];
  const parts = [...missing].map(([word, count]) => `${count} × ${word === '' ? 'blank' : `"${word}"`}`);
  return [`Cells that were taken for missing: ${listed(parts)} (option missing).`];
}
