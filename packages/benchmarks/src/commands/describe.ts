import { Command } from 'commander';

import { positiveNumber, wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { DescribeArguments } from './run-describe.ts';
import { addTableOptions } from './table-options.ts';

/** `equipoise describe`: what a table holds, and what its columns are good for. */
export function describeCommand(): Command {
  const command = new Command('describe')
    .description(
      'Say what the table of a file holds: its columns, what they are good for, what gives a target away, which rows belong together, and what to mind before training on them.',
    )
    .argument('<file>', 'a file: CSV, Parquet, JSON lines, a JSON array of objects, or Arrow')
    .option(
      '--targets <list>',
      'columns to predict, with or without their kinds, as price:regression (default: suggested)',
    )
    .option('--types <list>', 'what cells are, as zip:category (default: guessed)')
    .option('--roles <list>', 'what columns are good for, as customer:input (default: guessed)')
    .option(
      '--leak-score <x>',
      'score beyond chance of a column that gives a target away (default: 0.98)',
      positiveNumber,
    )
    .option('--sample <n>', 'rows that leaks are looked for in, at most (default: 20000)', wholeNumber(1))
    .option('--html <file>', 'also write a page that needs nothing else')
    .addOption(jsonOption())
    .action(async (file: string, args: DescribeArguments) => {
      const { runDescribe } = await import('./run-describe.ts');
      await runDescribe(file, args);
    });
  return addHelp(addTableOptions(command), {
    examples: [
      'equipoise describe houses.csv',
      'equipoise describe houses.csv --targets price,sold',
      'equipoise describe houses.csv --targets price:regression --types zip:category --roles town:input',
      'equipoise describe adult.data --no-header --columns age,work,weight,income',
      'equipoise describe prices.csv --encoding windows-1252 --decimal ,',
      'equipoise describe houses.csv --html houses.html',
      'equipoise describe houses.csv --json',
    ],
    notes: [
      'Inputs are what equipoise compare predicts from unless it is told otherwise. Identifiers, groups, free text, constants and copies of another column are left out.',
      'A leakage suspect is a column that repeats a target; two whose sum, difference, product or quotient is the target; or one whose decision tree alone predicts it on ' +
        'rows that were not learnt from (5-fold cross-validation), with a score beyond chance of at least --leak-score.',
    ],
  });
}
