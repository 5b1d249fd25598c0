import { type Command, Option } from 'commander';

import type { TableReading } from '../runs/table-reading.ts';
import { wholeNumber } from './arguments.ts';

/** How a CSV file is written, as the command line says it. */
export interface TableReadingArguments {
  /** The encoding. */
  readonly encoding?: string;
  /** The character between two cells. */
  readonly delimiter?: string;
  /** Whether there is a header line. */
  readonly header?: boolean;
  /** The names of the columns. */
  readonly columns?: readonly string[];
  /** Lines to leave out at the beginning. */
  readonly skipLines?: number;
  /** Lines to leave out at the end. */
  readonly skipFooter?: number;
  /** What a comment begins with. */
  readonly comment?: string;
  /** The character between units and tenths. */
  readonly decimal?: string;
  /** The character between groups of three digits. */
  readonly thousands?: string;
  /** The words for a missing cell. */
  readonly missing?: readonly string[];
}

/**
 * Adds the options that say how a CSV file is written, under a heading of their own.
 *
 * @param command - A command that reads a table.
 * @returns The command.
 */
export function addTableOptions(command: Command): Command {
  const options = [
    new Option('--encoding <name>', 'encoding of the file, such as windows-1252 (default: utf-8)'),
    new Option('--delimiter <c>', 'character between two cells (default: guessed)'),
    new Option('--no-header', 'the first line is a row, not column names'),
    new Option('--columns <list>', 'column names, instead of the header line').argParser(commaList),
    new Option('--skip-lines <n>', 'lines to leave out at the beginning').argParser(wholeNumber(0)),
    new Option('--skip-footer <n>', 'lines to leave out at the end').argParser(wholeNumber(0)),
    new Option('--comment <c>', 'what comment lines begin with'),
    new Option('--decimal <c>', 'decimal separator, a point or a comma (default: ".")'),
    new Option('--thousands <c>', 'separator between groups of three digits'),
    new Option(
      '--missing <list>',
      'words for a missing cell (default: NA,N/A,NaN,nan,null,NULL,None,?,-); a blank cell always is missing',
    ).argParser(commaList),
  ];
  for (const option of options) command.addOption(option.helpGroup('How the CSV file is written:'));
  return command;
}

/**
 * What the reader of CSV files is told of what the command line says.
 *
 * @param args - The command line.
 */
export function tableReading(args: TableReadingArguments): TableReading {
  const { encoding, delimiter, header, columns, skipLines, skipFooter, comment, decimal, thousands, missing } = args;
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

function commaList(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim());
}
