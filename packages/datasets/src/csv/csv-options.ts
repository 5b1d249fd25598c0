import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import { byte } from './bytes.ts';
import { encodingName } from './encoding.ts';
import { usualMissing } from './missing-words.ts';

/** Options of `readCsv`. */
export interface CsvOptions {
  /**
   * The character between two cells.
   *
   * @defaultValue guessed from the file (a comma, semicolon, tab or bar; a blank between numbers), or what an Excel file's first line says (`sep=;`)
   */
  readonly delimiter?: string;
  /**
   * How characters are written as bytes, by a name of the Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`, `latin1`. A byte order mark in
   * the file decides before this does.
   *
   * @defaultValue 'utf-8'
   */
  readonly encoding?: string;
  /**
   * Whether the first line names the columns.
   *
   * @defaultValue true
   */
  readonly header?: boolean;
  /**
   * The names of the columns, in place of those of the header line.
   *
   * @defaultValue those of the header line; `column1`, `column2`, … without one
   */
  readonly columns?: readonly string[];
  /**
   * Lines to leave out at the beginning of the file.
   *
   * @defaultValue 0
   */
  readonly skipLines?: number;
  /**
   * Lines to leave out at the end of the file; blank ones do not count.
   *
   * @defaultValue 0
   */
  readonly skipFooter?: number;
  /**
   * What a line begins with that is a comment.
   *
   * @defaultValue no line is
   */
  readonly comment?: string;
  /**
   * The character between units and tenths.
   *
   * @defaultValue '.'
   */
  readonly decimal?: string;
  /**
   * The character between groups of three digits.
   *
   * @defaultValue none
   */
  readonly thousands?: string;
  /**
   * What a cell says when it says nothing. A blank cell is always missing.
   *
   * @defaultValue ['NA', 'N/A', 'NaN', 'nan', 'null', 'NULL', 'None', '?', '-']
   */
  readonly missing?: readonly string[];
  /**
   * Whether blanks at the beginning and the end of a cell are left out.
   *
   * @defaultValue true
   */
  readonly trim?: boolean;
  /**
   * Characters to leave out at both ends of a text: with `'.'`, `yes.` is read as `yes`. Numbers stay as they are. Characters of ASCII, without blanks.
   *
   * @defaultValue none
   */
  readonly strip?: string;
  /**
   * Bytes of text, after decompression, that a file may hold.
   *
   * @defaultValue 4,000,000,000
   */
  readonly maxBytes?: number;
  /**
   * Rows to read at most: what follows them is not looked at.
   *
   * @defaultValue all of them
   */
  readonly maxRows?: number;
}

/** Options of `readCsv`, checked and with every default filled in. */
export interface CompleteCsvOptions {
  /** The byte between two cells, if it was given. */
  readonly delimiter: number | undefined;
  /** The encoding's name in the Encoding Standard, if it was given. */
  readonly encoding: string | undefined;
  /** Whether there is a header line. */
  readonly header: boolean;
  /** The names of the columns, if they were given. */
  readonly columns: readonly string[] | undefined;
  /** Lines left out at the beginning. */
  readonly skipLines: number;
  /** Lines left out at the end. */
  readonly skipFooter: number;
  /** What a comment begins with, as UTF-8; empty where there are none. */
  readonly comment: Uint8Array;
  /** The byte between units and tenths. */
  readonly decimal: number;
  /** What stands between groups of three digits. */
  readonly thousands: string | undefined;
  /** The words for a missing cell. */
  readonly missing: readonly string[];
  /** Whether cells are trimmed. */
  readonly trim: boolean;
  /** The bytes to leave out at both ends of a text. */
  readonly strip: Uint8Array;
  /** Bytes of text at most. */
  readonly maxBytes: number;
  /** Rows at most. */
  readonly maxRows: number;
}

/**
 * Checks the options of a reader, and fills in their defaults.
 *
 * @param owner - Who was given the options.
 * @param options - The options as the user wrote them.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is out of its range, or two say the same character.
 */
export function completeCsvOptions(owner: string, options: CsvOptions): CompleteCsvOptions {
  checkKnownOptions<CsvOptions>(owner, options, {
    delimiter: true,
    encoding: true,
    header: true,
    columns: true,
    skipLines: true,
    skipFooter: true,
    comment: true,
    decimal: true,
    thousands: true,
    missing: true,
    trim: true,
    strip: true,
    maxBytes: true,
    maxRows: true,
  });
  const { delimiter, encoding, columns, comment = '', decimal = '.', thousands, maxBytes = 4e9 } = options;
  const { maxRows = Number.POSITIVE_INFINITY } = options;
  const { skipLines = 0, skipFooter = 0, header = true, trim = true, strip = '', missing = usualMissing } = options;
  if (delimiter !== undefined && !/^[\t\x20-\x7e]$/.test(delimiter)) throw notOne(owner, 'delimiter', delimiter);
  if (!/^[.,]$/.test(decimal)) throw new InvalidOptionError(owner, 'decimal', 'a point or a comma', decimal);
  if (thousands !== undefined && !/^[^\d\r\n+-]$/u.test(thousands)) throw notOne(owner, 'thousands', thousands);
  if (thousands === decimal)
    throw new InvalidOptionError(owner, 'thousands', 'another character than decimal', thousands);
  if (delimiter === '"' || delimiter === decimal) {
    throw new InvalidOptionError(owner, 'delimiter', 'neither a quote nor the same as decimal', delimiter);
  }
  for (const [option, value] of Object.entries({ skipLines, skipFooter })) {
    if (!Number.isInteger(value) || value < 0)
      throw new InvalidOptionError(owner, option, 'a whole number of at least 0', value);
  }
  if (!/^[\x21-\x7e]*$/.test(strip))
    throw new InvalidOptionError(owner, 'strip', 'characters of ASCII, without blanks', strip);
  const twice = columns?.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidOptionError(owner, 'columns', 'names that differ from each other', twice);
  if (!(maxBytes >= 1)) throw new InvalidOptionError(owner, 'maxBytes', 'at least 1', maxBytes);
  if (!(maxRows >= 1)) throw new InvalidOptionError(owner, 'maxRows', 'at least 1', maxRows);
  return {
    delimiter: delimiter?.charCodeAt(0),
    encoding: encoding === undefined ? undefined : encodingName(owner, encoding),
    header,
    columns,
    skipLines,
    skipFooter,
    comment: new TextEncoder().encode(comment),
    decimal: decimal === ',' ? decimal.charCodeAt(0) : byte.point,
    thousands,
    missing,
    trim,
    strip: new TextEncoder().encode(strip),
    maxBytes,
    maxRows,
  };
}

function notOne(owner: string, option: string, received: string): InvalidOptionError {
  return new InvalidOptionError(owner, option, 'one character', received);
}
