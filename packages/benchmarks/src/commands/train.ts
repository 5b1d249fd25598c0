import { Command, Option } from 'commander';

import { epochCount, positiveNumber, wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, threadsOption, trackOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { TrainArguments } from './train-arguments.ts';
import { addTableOptions } from './table-options.ts';

/** `equipoise train`: a model of a table, kept in a file. */
export function trainCommand(): Command {
  const command = new Command('train')
    .description('Train one model on a table, on all its targets at once, and keep it in a file.')
    .requiredOption('--table <file>', 'a file: CSV, Parquet, JSON lines, a JSON array of objects, or Arrow')
    .requiredOption(
      '--targets <list>',
      'columns to predict, each as name or name:regression, name:binary, name:multiclass, name:survival(event) …',
    )
    .requiredOption('--out <file>', 'the model, such as model.safetensors')
    .option(
      '--inputs <list>',
      'columns to predict from, each as name, name:numeric, name:categorical, name:date or name:text (default: all others that can be)',
    )
    .option('--test-table <file>', 'a file of the same columns to report on (default: a fifth of the rows)')
    .option('--test-skip-lines <n>', 'lines to leave out at its beginning (default: as --skip-lines)', wholeNumber(0))
    .option('--strategy <strategy>', 'strategy that weighs the tasks (default: equal)')
    .option(
      '--floors <list>',
      'what must hold on the validation rows, such as "churn.auc>=0.85,spend.rmse<=300": weight moves to a task that misses its floor',
    )
    .option('--encoder <part>', 'shared part of the model (default: what suits the inputs)')
    .option('--architecture <part>', 'how the tasks share weights (default: hard-sharing)')
    .option('--optimizer <part>', 'rule that makes updates of gradients (default: adam)')
    .option('--schedule <part>', 'how the learning rate changes (default: constant)')
    .option('--epochs <n>', 'passes over the training rows (default: 30)', epochCount)
    .option('--patience <n>', 'epochs without a better one before it stops (default: never)', wholeNumber(1))
    .option('--batch-size <n>', 'rows in a step (default: 128)', wholeNumber(1))
    .option('--learning-rate <x>', 'learning rate (default: 0.001)', positiveNumber)
    .option('--seed <n>', 'where every random number comes from (default: 0)', wholeNumber(0))
    .option('--group <column>', 'rows of one group stay in one split')
    .addOption(new Option('--on-missing <rule>', 'missing inputs (default: impute)').choices(['impute', 'error']))
    .addOption(new Option('--on-unseen <rule>', 'unknown categories (default: unknown)').choices(['unknown', 'error']))
    .option('--checkpoints <dir>', 'folder for checkpoints; a stopped command, given again, goes on from the last one')
    .option('--log <file>', 'every step and epoch as JSON Lines')
    .addOption(engineOption(['native', 'wasm', 'eager']))
    .addOption(threadsOption())
    .addOption(trackOption())
    .addOption(jsonOption())
    .action(async (args: TrainArguments) => {
      const { runTrain } = await import('./run-train.ts');
      await runTrain(args);
    });
  return addHelp(addTableOptions(command), {
    examples: [
      'equipoise train --table houses.csv --targets price,sold --out houses.safetensors',
      'equipoise train --table adult.csv --targets income,hours:regression --strategy uncertainty --epochs 20 --out adult.safetensors',
      'equipoise train --table adult.data --test-table adult.test --test-skip-lines 1 --strip . --no-header --columns age,work,income ' +
        '--targets income --out adult.safetensors',
      'equipoise train --table customers.csv --targets churn,spend --floors "churn.auc>=0.85" --out customers.safetensors',
      'equipoise train --table visits.csv --targets stay:regression,return --group patient --out visits.safetensors',
    ],
    notes: [
      'Of the rows, a fifth is for testing and a fifth to choose the best epoch by. The model keeps what rows are made of, so that ' +
        'equipoise predict takes the same columns.',
      'Kinds of targets are binary, multiclass, ordinal, regression, count and quantiles; survival(event) names the column that says whether the event ' +
        'happened at the time, ranking(group) that whose rows are put in order.',
      'With --floors the best epoch is the best of those that hold all floors. A strategy beside them must be one that aggregates gradients, such as cagrad.',
      'A target without a kind is a regression when it has more than 10 different numbers, binary when it has two values, and multiclass otherwise.',
    ],
  });
}
