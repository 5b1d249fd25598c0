import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { DescribeArguments } from './run-describe.ts';
import { addTableOptions } from './table-options.ts';

/** `equipoise describe`: what a table holds, and what its columns are good for. */
export function describeCommand(): Command {
  const command = new Command('describe')
    .description(
      'Say what a CSV file holds: its columns, what they are good for, and what to mind before training on them.',
    )
    .argument('<file>', 'a CSV file, plain or compressed with gzip')
    .option('--targets <list>', 'columns to predict (default: suggested)')
    .addOption(jsonOption())
    .action(async (file: string, args: DescribeArguments) => {
      const { runDescribe } = await import('./run-describe.ts');
      await runDescribe(file, args);
    });
  return addHelp(addTableOptions(command), {
    examples: [
      'equipoise describe houses.csv',
      'equipoise describe houses.csv --targets price,sold',
      'equipoise describe adult.data --no-header --columns age,work,weight,income',
      'equipoise describe prices.csv --encoding windows-1252 --decimal ,',
      'equipoise describe houses.csv --json',
    ],
    notes: [
      'Inputs are what equipoise compare predicts from unless it is told otherwise. Identifiers, free text, dates, constants, copies of another column and columns of more than ' +
        '64 categories are left out.',
    ],
  });
}
