import { columnTable, DataError, listed, missingIn, type Table, type TableColumn } from '@equipoise/core';

import type { Layout } from './layout.ts';
import type { MissingWords } from './missing-words.ts';
import type { RowReader } from './row-reader.ts';

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

/** What a table is made of once all rows are read. */
export interface CsvParts {
  /** Who reads which file, for error messages. */
  readonly where: string;
  /** What the cells are. */
  readonly layout: Layout;
  /** The rows. */
  readonly reader: RowReader;
  /** The words for a missing cell that were there. */
  readonly words: MissingWords;
  /** How the file's characters are written. */
  readonly encoding: string;
  /** What stands between two cells. */
  readonly delimiter: string;
  /** What the user should know already. */
  readonly warnings: readonly string[];
}

/**
 * Makes the table: columns without a name and without a value are left out, others without a name get one, unless they are the first.
 *
 * @param parts - What was read.
 * @throws {@link @equipoise/core!DataError} when two columns have one name.
 */
export function csvTable({ where, layout, reader, words, encoding, delimiter, warnings }: CsvParts): CsvTable {
  const columns = new Map<string, TableColumn>();
  const [dropped, renamed]: [string[], string[]] = [[], []];
  layout.names.forEach((given, position) => {
    const builder = reader.builders[position];
    if (!builder) return;
    if (given === '' && builder.empty) {
      dropped.push(String(position + 1));
      return;
    }
    const name = given === '' && position > 0 ? `column${position + 1}` : given;
    if (name !== given) renamed.push(name);
    if (columns.has(name)) throw new DataError(`${where}: must name columns once, "${name}" is there twice.`);
    columns.set(name, builder.take());
  });
  const missing = missingCounts(words, columns);
  return {
    ...columnTable(columns, { describeRow: (row) => `line ${reader.lines.of(row)}` }),
    encoding,
    delimiter,
    rowNames: layout.rowNames,
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

function sentences(columns: readonly string[], what: string, done: string): readonly string[] {
  if (columns.length === 0) return [];
  const [noun, verb] = columns.length === 1 ? ['column', 'was'] : ['columns', 'were'];
  return [`${columns.length} ${noun} ${what} ${verb} ${done}: ${listed(columns)}.`];
}

/** Blank cells are counted in the columns that the table has: those left out have nothing else. */
function missingCounts(words: MissingWords, columns: ReadonlyMap<string, TableColumn>): ReadonlyMap<string, number> {
  const counts = new Map(words.counts());
  counts.delete('');
  const all = [...columns.values()].reduce((sum, column) => sum + missingIn(column), 0);
  const blank = all - [...counts.values()].reduce((sum, count) => sum + count, 0);
  return blank > 0 ? new Map([['', blank], ...counts]) : counts;
}

function missingSentence(missing: ReadonlyMap<string, number>): readonly string[] {
  const said = [...missing].filter(([word]) => word !== '');
  if (said.length === 0) return [];
  const parts = [...missing].map(([word, count]) => `${count} × ${word === '' ? 'blank' : `"${word}"`}`);
  return [`Cells that were taken for missing: ${listed(parts)} (option missing).`];
}
