import { Command, Option } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { ReportArguments } from './run-report.ts';

/** `equipoise report`: a comparison that was made before, anew. */
export function reportCommand(): Command {
  const command = new Command('report')
    .description('Make the report of a kept comparison again, from its results; nothing is trained.')
    .argument('[dir]', 'the folder that compare --out was given, or one data set’s folder in it', 'equipoise-results')
    .option('--out <dir>', 'another folder for the report and tables (default: that of the results)')
    .addOption(
      new Option('--export <format>', 'also write results.parquet beside each results.csv').choices(['parquet']),
    )
    .addOption(jsonOption())
    .action(async (dir: string, options: Omit<ReportArguments, 'dir'>) => {
      const { runReport } = await import('./run-report.ts');
      await runReport({ dir, ...options });
    });
  return addHelp(command, {
    examples: [
      'equipoise report',
      'equipoise report equipoise-results/penguins',
      'equipoise report results --out page',
      'equipoise report results --export parquet',
    ],
    notes: [
      'The report of a comparison that was stopped is made of the seeds that are complete. Of each data set, it is what was last compared ' +
        'there.',
      'Beside each report are results.csv, verdicts.csv and verdicts.tex. Parquet needs the npm package hyparquet-writer (1 MB).',
    ],
  });
}
