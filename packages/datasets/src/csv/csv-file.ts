import { DataError } from '@equipoise/core';

import { byte, textOf } from './bytes.ts';
import type { ColumnSink } from './column-sink.ts';
import { completeCsvOptions, type CompleteCsvOptions, type CsvOptions } from './csv-options.ts';
import { findDelimiter } from './delimiter.ts';
import { otherTextKind } from './file-kind.ts';
import { findLayout, type Layout } from './layout.ts';
import { withoutFirstLines, withoutLastLines } from './line-window.ts';
import { MissingWords } from './missing-words.ts';
import { RecordScanner } from './record-scanner.ts';
import { readRecords } from './records.ts';
import { RowReader } from './row-reader.ts';
import { sampleRecords, takeSample } from './sample.ts';
import { openTextFile, type TextFile } from './text-file.ts';

/** A CSV file, open to be read as often as is needed. */
export interface CsvFile {
  /** Who reads which file, for error messages. */
  readonly where: string;
  /** The options, complete. */
  readonly options: CompleteCsvOptions;
  /** How the file's characters are written. */
  readonly encoding: string;
  /** The byte between two cells. */
  readonly delimiter: number;
  /** What the cells are. */
  readonly layout: Layout;
  /** How many rows there will be, as far as is known: 0 where it is not. */
  readonly expected: number;
  /** What the user should know already. */
  readonly warnings: readonly string[];
  /** The lines that are read, as UTF-8. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
}

/**
 * Opens a CSV file: finds out what its columns are.
 *
 * @param owner - Who reads, for error messages.
 * @param path - The file.
 * @param given - How it is written.
 * @throws what `readCsv` throws of files and options.
 */
export async function openCsv(owner: string, path: string, given: CsvOptions): Promise<CsvFile> {
  const options = completeCsvOptions(owner, given);
  const { encoding, maxBytes, maxRows, comment } = options;
  const where = `${owner}: ${path}`;
  const file = await openTextFile({ owner, path, encoding, maxBytes });
  const pieces = (): AsyncGenerator<Uint8Array> => windowOf(file, options);
  const sample = await takeSample(pieces());
  refuseOtherText(where, textOf(sample.bytes, { start: 0, end: Math.min(sample.bytes.length, 1 << 14) }));
  const delimiter = await findDelimiter(sample, { where, comment, told: options.delimiter });
  const records = await sampleRecords(sample, { where, delimiter: delimiter.byte, comment });
  const layout = findLayout({
    owner,
    where,
    records: delimiter.told ? records.slice(1) : records,
    delimiterLine: delimiter.told,
    options,
  });
  const expected =
    file.size === undefined ? 0 : Math.ceil((1.02 * file.size * linesIn(sample.bytes)) / sample.bytes.length);
  const marked = `The file's byte order mark says ${file.encoding}: it was read so, not as the option encoding says.`;
  return {
    where,
    options,
    encoding: file.encoding,
    delimiter: delimiter.byte,
    layout,
    expected: Math.min(expected, maxRows),
    warnings: file.markDecides ? [marked] : [],
    pieces,
  };
}

/** The rows of a file as they were read. */
export interface CsvRows<Sink extends ColumnSink> {
  /** The rows. */
  readonly reader: RowReader<Sink>;
  /** The words for a missing cell that were there. */
  readonly words: MissingWords;
}

/**
 * Reads all rows; once more where a column of numbers turns out to hold text, with that column as text.
 *
 * @param file - The file.
 * @param sinkOf - Makes what takes the cells of a column, by its place: whether it is known to hold text. Called anew for each reading.
 * @throws what `readCsv` throws of rows.
 */
export async function readRows<Sink extends ColumnSink>(
  file: CsvFile,
  sinkOf: (column: number, text: boolean) => Sink,
): Promise<CsvRows<Sink>> {
  const { where, options, layout, encoding, delimiter, pieces } = file;
  const { trim, missing, comment, skipLines, maxRows } = options;
  const text = new Set<number>();
  for (;;) {
    const scanner = new RecordScanner(delimiter, trim);
    const words = new MissingWords(missing);
    const columns = layout.names.map((_, column) => sinkOf(column, text.has(column)));
    const reader = new RowReader({ where, layout, scanner, missing: words, trim, columns, maxRows });
    await readRecords({
      where,
      pieces: pieces(),
      check: encoding === 'utf-8',
      scanner,
      comment,
      firstLine: skipLines + 1,
      visit: (bytes, line, broken) => reader.visit(bytes, line, broken),
      enough: () => reader.full,
    });
    reader.check();
    const mixed = columns.flatMap((sink, column) => (sink.mixed ? [column] : []));
    if (mixed.length === 0) return { reader, words };
    for (const column of mixed) text.add(column);
  }
}

/** The lines of a file that are read. */
function windowOf(file: TextFile, { skipLines, skipFooter }: CompleteCsvOptions): AsyncGenerator<Uint8Array> {
  const from = skipLines > 0 ? withoutFirstLines(file.pieces(), skipLines) : file.pieces();
  return skipFooter > 0 ? withoutLastLines(from, skipFooter) : from;
}

function linesIn(bytes: Uint8Array): number {
  return bytes.reduce((count, value) => count + (value === byte.lineFeed ? 1 : 0), 1);
}

function refuseOtherText(where: string, start: string): void {
  const other = otherTextKind(start);
  if (other !== undefined) throw new DataError(`${where}: ${other}.`);
}
