/** The bytes that a CSV file is taken apart by. */
export const byte = {
  tab: 0x09,
  lineFeed: 0x0a,
  carriageReturn: 0x0d,
  space: 0x20,
  quote: 0x22,
  plus: 0x2b,
  minus: 0x2d,
  point: 0x2e,
  zero: 0x30,
  nine: 0x39,
  lowerE: 0x65,
  upperE: 0x45,
} as const;

/**
 * The byte at an index that is known to be inside: no check, as this is called for every byte of a file.
 *
 * @param bytes - The bytes.
 * @param index - An index below their length.
 */
export function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

/** A part of a buffer: from `start` up to `end`, which is not in it. */
export interface Span {
  /** The first byte. */
  readonly start: number;
  /** The byte after the last. */
  readonly end: number;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The text of UTF-8 bytes.
 *
 * @param bytes - The bytes.
 * @param span - Which of them.
 */
export function textOf(bytes: Uint8Array, { start, end }: Span): string {
  return decoder.decode(bytes.subarray(start, end));
}
