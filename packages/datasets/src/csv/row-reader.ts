import { DataError } from '@equipoise/core';

import { byte, byteAt } from './bytes.ts';
import type { ColumnSink } from './column-sink.ts';
import type { Layout } from './layout.ts';
import { LineNumbers } from './line-numbers.ts';
import type { MissingWords } from './missing-words.ts';
import type { RecordScanner } from './record-scanner.ts';

/** What rows are read with. */
export interface RowReaderOptions<Sink extends ColumnSink> {
  /** Who reads which file, for error messages. */
  readonly where: string;
  /** What the cells are. */
  readonly layout: Layout;
  /** Finds the cells. */
  readonly scanner: RecordScanner;
  /** The words for a missing cell. */
  readonly missing: MissingWords;
  /** Whether text is trimmed. */
  readonly trim: boolean;
  /** The columns, in the order of the layout. */
  readonly columns: readonly Sink[];
  /** How many rows to take. */
  readonly maxRows: number;
}

/** Puts the cells of one record after another into columns, and keeps count of the records that do not fit. */
export class RowReader<Sink extends ColumnSink> {
  /** The columns, in the order of the layout. */
  readonly columns: readonly Sink[];
  /** The line of each row. */
  readonly lines = new LineNumbers();
  readonly #options: RowReaderOptions<Sink>;
  #skip: number;
  #rows = 0;
  #fits = 0;
  #otherWidth: number | undefined;
  #sameWidth = true;
  #misfits = 0;
  #firstMisfit: string | undefined;

  /**
   * @param options - What rows are read with.
   */
  constructor(options: RowReaderOptions<Sink>) {
    this.#options = options;
    this.#skip = options.layout.before;
    this.columns = options.columns;
  }

  /** How many rows there are. */
  get rows(): number {
    return this.#rows;
  }

  /** Whether there are as many rows as are taken. */
  get full(): boolean {
    return this.#rows >= this.#options.maxRows;
  }

  /**
   * Takes the record that the scanner has found, unless there are rows enough.
   *
   * @param bytes - The buffer.
   * @param line - The line that it begins in.
   * @param broken - Whether its quotes do not match.
   */
  visit(bytes: Uint8Array, line: number, broken: boolean): void {
    if (this.full) return;
    if (broken) {
      this.#sameWidth = false;
      this.#misfit(line, 'quotes do not match');
      return;
    }
    if (this.#skip > 0) {
      this.#skip -= 1;
      return;
    }
    const { scanner, layout } = this.#options;
    const { count } = scanner;
    const width = layout.names.length;
    if (count < layout.least || (count > width && !this.#blankFrom(bytes, width))) {
      this.#otherWidth ??= count;
      if (count !== this.#otherWidth) this.#sameWidth = false;
      this.#misfit(line, `${width} cell${width === 1 ? '' : 's'} expected, ${count} received`);
      return;
    }
    this.#fits += 1;
    if (this.#misfits > 0) return; // The file will be refused: only what else does not fit is counted.
    this.columns.forEach((own, column) => this.#addCell(bytes, own, column < count ? column : undefined));
    this.lines.add(this.#rows, line);
    this.#rows += 1;
  }

  /**
   * Throws when a record did not fit.
   *
   * @throws {@link @equipoise/core!DataError} that names the first, and says how many more there are.
   */
  check(): void {
    if (this.#firstMisfit === undefined) return;
    const { where, layout } = this.#options;
    const more = this.#misfits - 1;
    const others = more === 0 ? '' : ` (and ${more} more such line${more === 1 ? '' : 's'})`;
    const hint = this.#misfits > 1 && this.#misfits > this.#fits && this.#sameWidth ? headerHint(layout) : '';
    throw new DataError(`${where}, ${this.#firstMisfit}${others}.${hint}`);
  }

  #addCell(bytes: Uint8Array, column: ColumnSink, cell: number | undefined): void {
    const { scanner, missing, trim } = this.#options;
    if (cell === undefined) {
      column.addMissing();
      return;
    }
    const from = scanner.starts[cell] ?? 0;
    const to = scanner.ends[cell] ?? 0;
    let start = from;
    let end = to;
    while (start < end && isBlank(byteAt(bytes, start))) start += 1;
    while (end > start && isBlank(byteAt(bytes, end - 1))) end -= 1;
    if (missing.has(bytes, start, end)) column.addMissing();
    else if (trim) column.add(bytes, start, end);
    else column.add(bytes, from, to);
  }

  /** Whether all cells from one on are blank: delimiters at the end of a line. */
  #blankFrom(bytes: Uint8Array, first: number): boolean {
    const { starts, ends, count } = this.#options.scanner;
    for (let cell = first; cell < count; cell += 1) {
      for (let index = starts[cell] ?? 0; index < (ends[cell] ?? 0); index += 1) {
        if (!isBlank(byteAt(bytes, index))) return false;
      }
    }
    return true;
  }

  #misfit(line: number, what: string): void {
    this.#misfits += 1;
    this.#firstMisfit ??= `line ${line}: ${what}`;
  }
}

/** What may be wrong with a header line that most lines do not fit. */
function headerHint({ names: [first = ''] }: Layout): string {
  if (first.startsWith('#')) return ' If lines that begin with # are comments, say so (option comment).';
  return (
    ' Most lines do not fit the first: if it is no header line, skip it (option skipLines), or say that there is none ' +
    '(option header).'
  );
}

function isBlank(value: number): boolean {
  return value === byte.space || value === byte.tab;
}
