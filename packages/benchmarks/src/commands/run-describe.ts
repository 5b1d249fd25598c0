import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';

import { columnKinds, EquipoiseError, InvalidOptionError, oneLine, writeAtomic } from '@equipoise/core';
import { columnRoles, columnTypes, type DescribeOptions, describeTable, readTable } from '@equipoise/datasets';

import { screenOf } from '../terminal/screen.ts';
import { describeHtml } from './describe-html.ts';
import { type DescribedFile, describeText } from './describe-text.ts';
import { readColumns } from './table-source.ts';
import { readForCommand, readingFlags, tableReading, withFlags } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise describe` is given, besides the file. */
export interface DescribeArguments extends TableReadingArguments {
  /** Columns to predict, with commas between, each with or without its kind. */
  readonly targets?: string;
  /** What cells are, as a list of `column:type`. */
  readonly types?: string;
  /** What columns are good for, as a list of `column:role`. */
  readonly roles?: string;
  /** The score of a leakage suspect. */
  readonly leakScore?: number;
  /** Rows that leaks are looked for in. */
  readonly sample?: number;
  /** A file to write a page to. */
  readonly html?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise describe` is asked: reads the file and prints what it holds.
 *
 * @param file - The file.
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when the file is no table, or a target is not one of its columns.
 */
export async function runDescribe(file: string, args: DescribeArguments): Promise<void> {
  const reading = tableReading(args);
  if (args.html !== undefined) checkPage(args.html, file);
  const table = await readForCommand(() => readTable(file, reading));
  const { warnings, ...found } = describeTable(table, describeOptions(basename(file), table, args));
  const described: DescribedFile = {
    file,
    format: table.format,
    ...(table.format === 'CSV' && { encoding: table.encoding, delimiter: table.delimiter }),
    ...found,
    columns: found.columns.map((column) => ({ ...column, reason: withFlags(column.reason) })),
    warnings: [...table.warnings, ...warnings].map(withFlags),
  };
  const told = {
    named: args.targets !== undefined,
    told: args.types !== undefined || args.roles !== undefined,
    flags: readingFlags(reading),
  };
  if (args.html !== undefined) writeAtomic(args.html, describeHtml(described, told));
  const page = args.html === undefined ? '' : `\n\nThe page is in ${oneLine(args.html)}.`;
  const text = args.json
    ? JSON.stringify(described, null, 2)
    : `${describeText(described, { screen: screenOf(process.stdout), ...told })}${page}`;
  process.stdout.write(`${text}\n`);
}

/** A page in the place of the table, or of a folder, is a mistake: it is refused before anything is read. */
function checkPage(page: string, file: string): void {
  if (page.trim() === '' || resolve(page) === resolve(file)) {
    throw new InvalidOptionError('describe', 'html', 'the path of a file to write, other than the table', page);
  }
  if (statSync(page, { throwIfNoEntry: false })?.isDirectory()) {
    throw new InvalidOptionError('describe', 'html', 'the path of a file, not of a folder', page);
  }
}

/** The options of the command line as those of `describeTable`. */
function describeOptions(
  name: string,
  { columns }: { readonly columns: readonly string[] },
  args: DescribeArguments,
): DescribeOptions {
  const { targets: list, types, roles, leakScore, sample } = args;
  const targets = list === undefined ? undefined : readColumns('targets', list, { name, columns, kinds: columnKinds });
  if (targets?.length === 0) throw new EquipoiseError('describe: --targets must name at least one column.');
  return {
    ...(targets && { targets: Object.fromEntries(targets.map(({ column, kind }) => [column, kind])) }),
    ...(types !== undefined && { types: wordsOf('types', types, columnTypes) }),
    ...(roles !== undefined && { roles: wordsOf('roles', roles, columnRoles) }),
    ...(leakScore !== undefined && { leakScore }),
    ...(sample !== undefined && { sample }),
  };

  function wordsOf<Word extends string>(
    option: string,
    words: string,
    kinds: readonly Word[],
  ): Readonly<Record<string, Word>> {
    const named = readColumns(option, words, { name, columns, kinds }).map(({ column, kind }): [string, Word] => {
      if (kind !== undefined) return [column, kind];
      throw new InvalidOptionError('describe', option, `a column, a colon and one of ${kinds.join(', ')}`, column);
    });
    return Object.fromEntries(named);
  }
}
