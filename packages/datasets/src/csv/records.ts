import { DataError } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { byte, byteAt } from './bytes.ts';
import type { RecordScanner } from './record-scanner.ts';

/** A record that is longer than this has quotes that do not match: what follows them would be one cell up to the end of the file. */
const longestRecord = 16 << 20;

/** What is read, and what is done with it. */
export interface RecordsOptions {
  /** Who reads which file, for error messages. */
  readonly where: string;
  /** The text as UTF-8. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Whether it has to be seen that it is UTF-8. */
  readonly check: boolean;
  /** Finds the cells. */
  readonly scanner: RecordScanner;
  /** What a comment begins with; empty where there are none. */
  readonly comment: Uint8Array;
  /** The number of the first line. */
  readonly firstLine: number;
  /**
   * Given each record in turn: the scanner says where its cells are in the buffer, which holds other bytes afterwards.
   *
   * @param bytes - The buffer.
   * @param line - The line that the record begins in.
   * @param broken - Whether its quotes do not match.
   */
  readonly visit: (bytes: Uint8Array, line: number, broken: boolean) => void;
  /** Whether the rest of the text need not be read. */
  readonly enough?: () => boolean;
}

/**
 * Reads a text record by record; blank lines and comments are left out, and counted as lines.
 *
 * @param options - The text, and what is done with its records.
 * @throws {@link @equipoise/core!DataError} when it is not UTF-8; names the line.
 */
export async function readRecords(options: RecordsOptions): Promise<void> {
  const { pieces, enough } = options;
  let [buffer, held, line] = [new Uint8Array(0), 0, options.firstLine];
  for await (const piece of pieces) {
    // The end of the last piece, a record that is not whole, goes to the front of the buffer.
    const length = held + piece.length;
    if (length > buffer.length) buffer = enlarged(buffer, length);
    buffer.set(piece, held);
    const read = readBuffer(options, { bytes: buffer.subarray(0, length), line, final: false });
    line = read.line;
    held = length - read.end;
    buffer.copyWithin(0, read.end, length);
    if (enough?.() === true) return;
    if (held > longestRecord) break;
  }
  readBuffer(options, { bytes: buffer.subarray(0, held), line, final: true });
}

function enlarged(buffer: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.ceil(1.25 * length));
  larger.set(buffer);
  return larger;
}

interface Filled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly line: number;
  readonly final: boolean;
}

/** Reads the records that end in a buffer. */
function readBuffer(
  { where, check, scanner, comment, visit }: RecordsOptions,
  { bytes, line: firstLine, final }: Filled,
): { readonly end: number; readonly line: number } {
  const to = bytes.length;
  if (check) checkUtf8(where, bytes, firstLine, final);
  let [position, line] = [0, firstLine];
  while (position < to) {
    if (startsWith(bytes, position, comment)) {
      const end = lineEnd(bytes, position, to, final);
      if (end < 0) break;
      position = end;
      line += 1;
      continue;
    }
    const ended = scanner.scan(bytes, position, to, final);
    if (ended === 'unfinished') break;
    const blank = ended === 'whole' && scanner.count === 1 && isBlank(bytes, position, scanner.ends[0] ?? 0);
    if (!blank) visit(bytes, line, ended === 'broken');
    position = scanner.next;
    line += scanner.lines;
  }
  return { end: position, line };
}

function startsWith(bytes: Uint8Array, position: number, prefix: Uint8Array): boolean {
  return prefix.length > 0 && prefix.every((value, index) => bytes[position + index] === value);
}

/** Where the next line starts, or −1 when the buffer does not tell. */
function lineEnd(bytes: Uint8Array, from: number, to: number, final: boolean): number {
  let end = from;
  while (end < to && byteAt(bytes, end) !== byte.lineFeed && byteAt(bytes, end) !== byte.carriageReturn) end += 1;
  if (end === to) return final ? to : -1;
  if (byteAt(bytes, end) === byte.lineFeed) return end + 1;
  if (end + 1 === to) return final ? to : -1;
  return byteAt(bytes, end + 1) === byte.lineFeed ? end + 2 : end + 1;
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    if (byteAt(bytes, index) !== byte.space && byteAt(bytes, index) !== byte.tab) return false;
  }
  return true;
}

/** Names the first line that is not UTF-8; a character that is cut at the end of the buffer is checked with the next one. */
function checkUtf8(where: string, bytes: Uint8Array, firstLine: number, final: boolean): void {
  const { isUtf8 } = nodeProcess(where).getBuiltinModule('node:buffer');
  const whole = final ? bytes.length : bytes.length - cutCharacter(bytes);
  if (isUtf8(bytes.subarray(0, whole))) return;
  let [valid, invalid] = [0, whole];
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const end = middle - cutCharacter(bytes.subarray(0, middle));
    if (isUtf8(bytes.subarray(0, end))) valid = middle;
    else invalid = middle;
  }
  let line = firstLine;
  for (let index = 0; index < valid; index += 1) {
    if (byteAt(bytes, index) === byte.lineFeed) line += 1;
    else if (byteAt(bytes, index) === byte.carriageReturn && bytes[index + 1] !== byte.lineFeed) line += 1;
  }
  throw new DataError(
    `${where}, line ${line}: is not UTF-8; give the option encoding (windows-1252 for most files from Western Europe).`,
  );
}

/** Bytes at the end that begin a character whose other bytes are not there. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const value = byteAt(bytes, bytes.length - back);
    if (value < 0x80) return 0;
    if (value >= 0xc0) return back < (value >= 0xf0 ? 4 : value >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
