import type { CsvOptions } from '@equipoise/datasets';
import { type Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';

/** How a CSV file is written, as the command line says it: the options of `readCsv` that have a flag. */
export type TableReadingArguments = Omit<CsvOptions, 'trim' | 'maxBytes' | 'maxRows'>;

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
    new Option('--strip <chars>', 'characters to leave out at both ends of a text'),
    new Option(
      '--missing <list>',
      'texts that mean a missing cell (default: NA,N/A,NaN,nan,null,NULL,None,?,-); a blank cell always is missing',
    ).argParser(commaList),
  ];
  for (const option of options) command.addOption(option.helpGroup('How a CSV file is written:'));
  return command;
}

function commaList(text: string): readonly string[] {
  return text.split(',').map((word) => word.trim());
}
