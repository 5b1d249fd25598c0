import { byte, textOf } from './bytes.ts';
import { RecordScanner } from './record-scanner.ts';
import { readRecords } from './records.ts';

/** Bytes at the beginning of a file that its form is guessed from. */
const sampleSize = 1 << 16;

/** The beginning of a text. */
export interface Sample {
  /** Its bytes, as UTF-8. */
  readonly bytes: Uint8Array;
  /** Whether they are all of the text. */
  readonly whole: boolean;
}

/**
 * Takes the beginning of a text, up to the end of a line.
 *
 * @param pieces - The text as UTF-8.
 */
export async function takeSample(pieces: AsyncGenerator<Uint8Array>): Promise<Sample> {
  const taken: Uint8Array[] = [];
  let size = 0;
  let whole = true;
  for await (const piece of pieces) {
    taken.push(piece.slice());
    size += piece.length;
    if (size >= sampleSize) {
      whole = false;
      break;
    }
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const piece of taken) {
    bytes.set(piece, offset);
    offset += piece.length;
  }
  const lastLine = Math.max(bytes.lastIndexOf(byte.lineFeed), bytes.lastIndexOf(byte.carriageReturn));
  return { bytes: whole || lastLine < 0 ? bytes : bytes.subarray(0, lastLine + 1), whole };
}

/** How the records of a sample are found. */
export interface SampleOptions {
  /** Who reads which file, for error messages. */
  readonly where: string;
  /** The byte between two cells. */
  readonly delimiter: number;
  /** What a comment begins with. */
  readonly comment: Uint8Array;
}

/** Records of a sample at most. */
const mostRecords = 200;

/**
 * The first records of a sample as text, trimmed; one whose quotes do not match has no cells.
 *
 * @param sample - The sample.
 * @param options - How its records are found.
 */
export async function sampleRecords(
  { bytes }: Sample,
  { where, delimiter, comment }: SampleOptions,
): Promise<readonly (readonly string[])[]> {
  const scanner = new RecordScanner(delimiter, true);
  const records: string[][] = [];
  await readRecords({
    where,
    pieces: once(bytes),
    check: false,
    scanner,
    comment,
    firstLine: 1,
    visit(buffer, _, broken) {
      if (records.length >= mostRecords) return;
      records.push(broken ? [] : textsOf(buffer, scanner));
    },
  });
  return records;
}

/** The cells of the record that a scanner has found, trimmed. */
function textsOf(bytes: Uint8Array, { starts, ends, count }: RecordScanner): string[] {
  return Array.from({ length: count }, (_, cell) =>
    textOf(bytes, { start: starts[cell] ?? 0, end: ends[cell] ?? 0 }).trim(),
  );
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
