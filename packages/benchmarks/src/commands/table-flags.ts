import { DataError } from '@equipoise/core';

import type { TableReading } from '../trials/table-reading.ts';
import type { TableReadingArguments } from './table-options.ts';

/**
 * The options of the command line as options of the CSV reader.
 *
 * @param args - The command line.
 */
export function tableReading(args: TableReadingArguments): TableReading {
  const { encoding, delimiter, header, columns, skipLines, skipFooter, comment, decimal, thousands, strip, missing } =
    args;
  const tab = delimiter === String.raw`\t` ? '\t' : delimiter;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(tab === undefined ? {} : { delimiter: tab }),
    ...(header === false ? { header } : {}),
    ...(columns === undefined ? {} : { columns: [...columns] }),
    ...(skipLines === undefined ? {} : { skipLines }),
    ...(skipFooter === undefined ? {} : { skipFooter }),
    ...(comment === undefined ? {} : { comment }),
    ...(decimal === undefined ? {} : { decimal }),
    ...(thousands === undefined ? {} : { thousands }),
    ...(strip === undefined ? {} : { strip }),
    ...(missing === undefined ? {} : { missing: [...missing] }),
  };
}

/** The options that a reading is the meaning of, as they stand on a command line. */
const flags: Readonly<Record<keyof TableReading, string>> = {
  encoding: '--encoding',
  delimiter: '--delimiter',
  header: '--no-header',
  columns: '--columns',
  skipLines: '--skip-lines',
  skipFooter: '--skip-footer',
  comment: '--comment',
  decimal: '--decimal',
  thousands: '--thousands',
  strip: '--strip',
  missing: '--missing',
};

/**
 * A reading as the words of a command line.
 *
 * @param reading - How a file is read.
 */
export function readingFlags(reading: TableReading): readonly string[] {
  return Object.entries(flags).flatMap(([option, flag]) => {
    const value = reading[option as keyof TableReading];
    if (value === undefined) return [];
    return option === 'header' ? [flag] : [flag, Array.isArray(value) ? value.join(',') : String(value)];
  });
}

/**
 * A sentence of the reader of a file with its options as they stand on the command line: `option skipLines` is `option --skip-lines`.
 *
 * @param sentence - The sentence.
 */
export function withFlags(sentence: string): string {
  return sentence
    .replace(/^read(?:Csv|Table|Parquet|Jsonl): /, '')
    .replace(/\boption (\w+)/g, (text, option: string) =>
      Object.hasOwn(flags, option) ? `option ${flags[option as keyof TableReading]}` : text,
    );
}

/**
 * Reads a table for a command: the options that an error names are those of the command line.
 *
 * @param read - Reads it.
 * @throws {@link @equipoise/core!DataError} what the reader throws.
 */
export async function readForCommand<Read>(read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DataError) throw new DataError(withFlags(error.message), { cause: error });
    throw error;
  }
}
