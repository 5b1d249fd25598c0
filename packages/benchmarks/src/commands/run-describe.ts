import { EquipoiseError } from '@equipoise/core';
import { describeTable, readCsv } from '@equipoise/datasets';

import { screenOf } from '../terminal/screen.ts';
import { type DescribedFile, describeText } from './describe-text.ts';
import { readForCommand, readingFlags, tableReading, withFlags } from './table-flags.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise describe` is given, besides the file. */
export interface DescribeArguments extends TableReadingArguments {
  /** Columns to predict, with commas between. */
  readonly targets?: string;
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
  const table = await readForCommand(() => readCsv(file, reading));
  const named = args.targets === undefined ? undefined : targetNames(args.targets, table.columns);
  const { rows, columns, targets, warnings } = describeTable(table, named);
  const described: DescribedFile = {
    file,
    encoding: table.encoding,
    delimiter: table.delimiter,
    rows,
    columns: columns.map((column) => ({ ...column, reason: withFlags(column.reason) })),
    targets,
    warnings: [...table.warnings, ...warnings].map(withFlags),
  };
  const text = args.json
    ? JSON.stringify(described, null, 2)
    : describeText(described, {
        screen: screenOf(process.stdout),
        named: named !== undefined,
        flags: readingFlags(reading),
      });
  process.stdout.write(`${text}\n`);
}

/** The columns of a list; one that is written with its kind, as `compare` takes it, is the column before the colon. */
function targetNames(list: string, columns: readonly string[]): readonly string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map((name) => (columns.includes(name) ? name : name.replace(/:(?:regression|binary|multiclass)$/, '')));
  if (names.length > 0) return names;
  throw new EquipoiseError('describe: --targets must name at least one column.');
}
