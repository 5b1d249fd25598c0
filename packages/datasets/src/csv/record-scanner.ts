import { byte, byteAt } from './bytes.ts';

/** How a record ended: whole, with quotes that do not match, or not at all before the buffer did. */
export type RecordEnd = 'whole' | 'broken' | 'unfinished';

/**
 * Finds the cells of one record after another in UTF-8 bytes, as RFC 4180 has them: a cell in quotes may hold delimiters, line ends and
 * doubled quotes. A line ends in LF, CR LF or CR. Quotes inside a cell that does not begin with one are text.
 *
 * After {@link RecordScanner.scan} the cells of the record are `bytes[starts[k] … ends[k]]` for k below `count`; the quotes around a cell are left out,
 * and doubled ones are made single in the buffer itself.
 */
export class RecordScanner {
  /** Where each cell starts. */
  starts = new Int32Array(64);
  /** Where each cell ends. */
  ends = new Int32Array(64);
  /** How many cells the record has. */
  count = 0;
  /** Where the next record starts. */
  next = 0;
  /** Line ends in the record, its own included. */
  lines = 0;
  readonly #delimiter: number;
  readonly #blanks: boolean;
  #doubled: number[] = [];

  /**
   * @param delimiter - The byte between two cells.
   * @param trim - Whether blanks may stand before and after the quotes of a cell.
   */
  constructor(delimiter: number, trim: boolean) {
    this.#delimiter = delimiter;
    this.#blanks = trim;
  }

  /**
   * Finds the cells of one record.
   *
   * @param bytes - The buffer.
   * @param from - Where the record starts.
   * @param to - Where the buffer's content ends.
   * @param final - Whether nothing comes after the buffer.
   */
  scan(bytes: Uint8Array, from: number, to: number, final: boolean): RecordEnd {
    this.count = 0;
    this.lines = 0;
    this.#doubled = [];
    let position = from;
    for (;;) {
      const start = this.#blanks ? this.#skipBlanks(bytes, position, to) : position;
      const quoted = start < to && byteAt(bytes, start) === byte.quote;
      const end = quoted ? this.#quoted(bytes, start + 1, to) : this.#plain(bytes, position, to);
      if (end < 0 || (end === to && !final)) {
        if (!final) return 'unfinished';
        return this.#broken(bytes, from, to);
      }
      position = end;
      if (position === to) break;
      const mark = byteAt(bytes, position);
      if (mark === this.#delimiter) {
        position += 1;
        if (position === to && !final) return 'unfinished';
        continue;
      }
      if (mark !== byte.lineFeed && mark !== byte.carriageReturn) return this.#broken(bytes, from, to);
      break;
    }
    return this.#endLine(bytes, position, to, final);
  }

  /** Ends the record at a line end or the end of the file. */
  #endLine(bytes: Uint8Array, position: number, to: number, final: boolean): RecordEnd {
    this.next = position;
    if (position < to) {
      const returns = byteAt(bytes, position) === byte.carriageReturn;
      if (returns && position + 1 === to && !final) return 'unfinished';
      this.next += returns && position + 1 < to && byteAt(bytes, position + 1) === byte.lineFeed ? 2 : 1;
      this.lines += 1;
    }
    for (const cell of this.#doubled) this.#makeSingle(bytes, cell);
    return 'whole';
  }

  /** Continues after the line that a record with unmatched quotes starts in. */
  #broken(bytes: Uint8Array, from: number, to: number): RecordEnd {
    let end = from;
    while (end < to && byteAt(bytes, end) !== byte.lineFeed && byteAt(bytes, end) !== byte.carriageReturn) end += 1;
    this.lines = 0;
    this.#endLine(bytes, end, to, true);
    return 'broken';
  }

  #plain(bytes: Uint8Array, start: number, to: number): number {
    const delimiter = this.#delimiter;
    let end = start;
    while (end < to) {
      const value = byteAt(bytes, end);
      if (value === delimiter || value === byte.lineFeed || value === byte.carriageReturn) break;
      end += 1;
    }
    this.#add(start, end);
    return end;
  }

  /** The position after a cell in quotes, or −1 when its closing quote is not in the buffer. */
  #quoted(bytes: Uint8Array, start: number, to: number): number {
    let [end, doubled] = [start, false];
    for (;;) {
      while (end < to && byteAt(bytes, end) !== byte.quote) {
        const value = byteAt(bytes, end);
        if (value === byte.lineFeed) this.lines += 1;
        else if (value === byte.carriageReturn && !(end + 1 < to && byteAt(bytes, end + 1) === byte.lineFeed))
          this.lines += 1;
        end += 1;
      }
      if (end >= to) return -1;
      if (!(end + 1 < to && byteAt(bytes, end + 1) === byte.quote)) break;
      doubled = true;
      end += 2;
    }
    if (doubled) this.#doubled.push(this.count);
    this.#add(start, end);
    return this.#blanks ? this.#skipBlanks(bytes, end + 1, to) : end + 1;
  }

  #skipBlanks(bytes: Uint8Array, from: number, to: number): number {
    let position = from;
    while (position < to) {
      const value = byteAt(bytes, position);
      if (value === this.#delimiter || (value !== byte.space && value !== byte.tab)) break;
      position += 1;
    }
    return position;
  }

  #add(start: number, end: number): void {
    if (this.count === this.starts.length) {
      this.starts = grown(this.starts);
      this.ends = grown(this.ends);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.count += 1;
  }

  #makeSingle(bytes: Uint8Array, cell: number): void {
    const end = this.ends[cell] ?? 0;
    let to = this.starts[cell] ?? 0;
    for (let from = to; from < end; from += 1) {
      bytes[to] = byteAt(bytes, from);
      to += 1;
      if (byteAt(bytes, from) === byte.quote) from += 1;
    }
    this.ends[cell] = to;
  }
}

function grown(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}
