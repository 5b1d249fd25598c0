import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { PredictArguments } from './run-predict.ts';
import { addTableOptions } from './table-options.ts';

/** `equipoise predict`: what a model says of the rows of a table. */
export function predictCommand(): Command {
  const command = new Command('predict')
    .description(
      'Say what a model predicts for the rows of a table: classes, probabilities, numbers in their own units.',
    )
    .requiredOption('--model <file>', 'a model that equipoise train or model.save wrote')
    .requiredOption(
      '--table <file>',
      'a file (CSV, Parquet, JSON lines, JSON, Arrow) with the columns that the model reads',
    )
    .option('--out <file>', 'CSV file for the predictions (default: the first rows are printed)')
    .addOption(jsonOption())
    .action(async (args: PredictArguments) => {
      const { runPredict } = await import('./run-predict.ts');
      await runPredict(args);
    });
  return addHelp(addTableOptions(command), {
    examples: [
      'equipoise predict --model houses.safetensors --table new.csv --out predictions.csv',
      'equipoise predict --model houses.safetensors --table new.csv --json',
    ],
  });
}
