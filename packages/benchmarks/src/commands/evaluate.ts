import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { EvaluateArguments } from './run-evaluate.ts';
import { addTableOptions } from './table-options.ts';

/** `equipoise evaluate`: how well a model does on the rows of a table. */
export function evaluateCommand(): Command {
  const command = new Command('evaluate')
    .description('Measure a model on the rows of a table that have labels.')
    .requiredOption('--model <file>', 'a model that equipoise train or model.save wrote')
    .requiredOption(
      '--table <file>',
      'a file (CSV, Parquet, JSON lines, JSON, Arrow) with the columns that the model reads and predicts',
    )
    .addOption(jsonOption())
    .action(async (args: EvaluateArguments) => {
      const { runEvaluate } = await import('./run-evaluate.ts');
      await runEvaluate(args);
    });
  return addHelp(addTableOptions(command), {
    examples: ['equipoise evaluate --model houses.safetensors --table test.csv'],
  });
}
