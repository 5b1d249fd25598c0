import { InvalidOptionError } from '@equipoise/core';

/** How the characters of a file are written as bytes. */
export interface Encoding {
  /** Its name in the Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`. */
  readonly name: string;
  /** Bytes of a byte order mark at the beginning of the file. */
  readonly mark: number;
}

const marks = [
  { name: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { name: 'utf-16le', bytes: [0xff, 0xfe] },
  { name: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/** What windows-1252 has from 0x80 to 0x9f; its other bytes are the characters of their own number. */
const windows1252 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178';

/**
 * The name of an encoding in the Encoding Standard: latin1 and iso-8859-1 are windows-1252 there.
 *
 * @param owner - Who was given the option.
 * @param label - The encoding as the user names it.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is none of that name.
 */
export function encodingName(owner: string, label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    const expected = 'an encoding such as utf-8, utf-16le, windows-1252 or shift_jis';
    throw new InvalidOptionError(owner, 'encoding', expected, label);
  }
}

/**
 * The encoding of a file: that of its byte order mark, else the one that was given, else UTF-8.
 *
 * @param start - The file's first bytes.
 * @param told - The encoding that was given, by its name in the Encoding Standard.
 */
export function encodingOf(start: Uint8Array, told: string | undefined): Encoding {
  const mark = marks.find(({ bytes }) => bytes.every((value, index) => value === start[index]));
  return mark ? { name: mark.name, mark: mark.bytes.length } : { name: told ?? 'utf-8', mark: 0 };
}

/**
 * A decoder of one piece after another into UTF-8 bytes.
 *
 * @param name - The encoding, by its name in the Encoding Standard, not UTF-8.
 */
export function toUtf8(name: string): (piece: Uint8Array, last: boolean) => Uint8Array {
  const encoder = new TextEncoder();
  if (name === 'windows-1252') {
    // By a table of its own: TextDecoder of some versions of Node has other characters from 0x80 to 0x9f.
    const characters = Array.from({ length: 256 }, (_, value) =>
      value >= 0x80 && value < 0xa0 ? windows1252.charAt(value - 0x80) : String.fromCharCode(value),
    );
    return (piece) => encoder.encode(Array.from(piece, (value) => characters[value]).join(''));
  }
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  return (piece, last) => encoder.encode(decoder.decode(piece, { stream: !last }));
}
