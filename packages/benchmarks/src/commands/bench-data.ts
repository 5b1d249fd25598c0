import { Command, Option } from 'commander';

import { tableContents } from '../bench/data/table-contents.ts';
import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchDataArguments } from './run-bench-data.ts';

/** `equipoise bench data`: how long a table takes from a CSV file to encoded inputs. */
export function benchDataCommand(): Command {
  const command = new Command('data')
    .description(
      'Time how long a table takes from a CSV file to encoded inputs, or one epoch of training on a file that is not in memory; and the memory that it takes.',
    )
    .addOption(
      new Option('--content <name>', 'what the table holds: numbers and names, or random numbers with all their digits')
        .choices(tableContents)
        .default('mixed'),
    )
    .option(
      '--rows <n>',
      'rows of the table, which has 14 columns (default: 1000000; 8000000, 1.07 GB, with --streaming)',
      wholeNumber(100),
    )
    .option('--rounds <n>', 'times that each side reads it (default: 3)', wholeNumber(1))
    .option('--streaming', 'train one epoch on the file, which is not in memory')
    .addOption(new Option('--peer <name>', 'measure this side by side').choices(['pandas']))
    .option('--python <path>', 'the Python with pandas and scikit-learn (default: the first that can import them)')
    .addOption(jsonOption())
    .action(async (args: BenchDataArguments) => {
      const { runBenchData } = await import('./run-bench-data.ts');
      await runBenchData(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise bench data --peer pandas',
      'equipoise bench data --content doubles',
      'equipoise bench data --streaming',
      'equipoise bench data --rows 100000 --json',
    ],
    notes: [
      'The Python for --peer pandas is the first of /usr/bin/python3 and python3 that can import pandas and sklearn; on Debian: apt-get install ' +
        'python3-pandas python3-sklearn',
    ],
  });
}
