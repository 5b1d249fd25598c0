import { DataError } from '@equipoise/core';

import { openTextFile } from '../csv/text-file.ts';

/** Whose file is read, and which. */
export interface LineFile {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file, plain or compressed with gzip. */
  readonly path: string;
  /** What it should be, for error messages: `JSON lines`. */
  readonly form: string;
}

/** Some lines of a file, one after the other. */
export interface Lines {
  /** The lines, without their ends. */
  readonly lines: readonly string[];
  /** The number of the first, from 1. */
  readonly first: number;
}

const maxBytes = 2 ** 34;
/** Characters of a line: a longer one is no line of text. */
const longestLine = 2 ** 24;

/**
 * The lines of a file, some at a time, so that a file may be larger than memory. Lines end in LF or CR LF; the last may end in neither. A byte order
 * mark is left out.
 *
 * @param file - The file.
 * @throws {@link @equipoise/core!DataError} when it cannot be read or is no text, or a line has more than 16,777,216 characters.
 */
export async function* linesOf({ owner, path, form }: LineFile): AsyncGenerator<Lines> {
  const file = await openTextFile({ owner, path, form, encoding: undefined, maxBytes });
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let first = 1;
  let rest = '';
  const decode = (piece?: Uint8Array): string => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new DataError(`${owner}: ${path}: is not UTF-8 text from line ${first} on.`);
    }
  };
  for await (const piece of file.pieces()) {
    const lines = decode(piece).split('\n');
    lines[0] = rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) {
      const line = first + lines.length;
      throw new DataError(`${owner}: ${path}: line ${line} has more than ${longestLine} characters: not ${form}.`);
    }
    if (lines.length === 0) continue;
    yield { lines: lines.map(withoutReturn), first };
    first += lines.length;
  }
  rest += decode();
  if (rest !== '') yield { lines: [withoutReturn(rest)], first };
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/**
 * All lines of a file.
 *
 * @param file - The file.
 * @throws what {@link linesOf} throws.
 */
export async function allLines(file: LineFile): Promise<readonly string[]> {
  const all: string[] = [];
  for await (const { lines } of linesOf(file)) for (const line of lines) all.push(line);
  return all;
}

/**
 * What is wrong with a line, in one sentence.
 *
 * @param file - The file.
 * @param line - The number of the line, from 1.
 * @param expected - What must hold, so that "must …" reads as a sentence.
 */
export function lineError({ owner, path }: LineFile, line: number, expected: string): DataError {
  return new DataError(`${owner}: ${path}: line ${line}: must ${expected}.`);
}
