import { Command, Option } from 'commander';

import { epochCount, positiveNumber, wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, strategiesOption, threadsOption, trackOption } from './common-options.ts';
import type { CompareArguments } from './compare-plan.ts';
import { addHelp, type MoreHelp } from './help.ts';
import { addTableOptions } from './table-options.ts';

const help: MoreHelp = {
  examples: [
    'equipoise compare --dataset penguins --strategies equal,uncertainty,gradnorm --seeds 5',
    'equipoise compare --dataset words --strategies "gradnorm(alpha=0.5),fixed(weights=[2,1,1,1,1])"',
    'equipoise compare --dataset penguins --strategies "equal,log+cagrad(c=0.4)+smoothing=0.9"',
    'equipoise compare --table houses.csv --targets price:regression,sold:binary --inputs area,district:categorical',
    'equipoise compare --dataset multi-mnist --strategies gradnorm,mgda --gradient-scope representation',
    'equipoise compare --dataset penguins --architecture "mmoe(experts=4)" --optimizer "adamw(weightDecay=0.01)"',
    'equipoise compare --dataset penguins --strategies equal,gradnorm --tune 20',
    'equipoise compare --profile quick',
  ],
  notes: [
    'A strategy is a name (see: equipoise strategies), with options in parentheses where they differ from the defaults. Parts joined by + are a ' +
      'pipeline: a loss transform (log), a loss weighting, a gradient aggregation, smoothing=, period= and clip=.',
    'Encoders, architectures and optimizers are those of equipoise parts, with options in parentheses, as those of strategies are.',
    'Gradients over the last shared layer or the shared representation are cheap approximations of those over all shared parameters; ' +
      'the results say so. Strategies that need the full gradients or several batches take shared only.',
    'An input without a type is numeric when all its filled cells are numbers, and categorical otherwise. Identifiers, free text, dates and ' +
      'columns of more than 64 categories are no inputs unless they are named: see equipoise describe FILE.',
    'A missing cell is a missing label in a target. In an input it is imputed: the median or the most frequent category of the training ' +
      'rows, and an input that says that it was missing.',
    'Each trial is kept in DIR/trials. A stopped command, given again, goes on where it was stopped: a trial that is kept is not ' +
      'trained again.',
  ],
};

/** `equipoise compare`: strategies against single-task models. */
export function compareCommand(): Command {
  const command = new Command('compare')
    .description(
      'Train multi-task models with several strategies, and a single-task baseline for each task, with several seeds; say which tasks ' +
        'sharing helped or hurt.',
    )
    .option('--dataset <name>', 'the data set (see: equipoise datasets); with --profile, all of them by default')
    .addOption(
      new Option(
        '--table <file>',
        'your own file (CSV, Parquet, JSON lines, JSON, Arrow), instead of --dataset',
      ).conflicts(['dataset', 'profile']),
    )
    .option('--targets <list>', 'table columns to predict, each as name:regression, name:binary or name:multiclass')
    .option(
      '--inputs <list>',
      'table columns to predict from, each as name, name:numeric, name:categorical, name:date or name:text (default: all others that can be)',
    )
    .addOption(
      new Option('--on-missing <rule>', 'what is done with missing inputs of the table (default: impute)').choices([
        'impute',
        'error',
      ]),
    )
    .addOption(
      new Option(
        '--on-unseen <rule>',
        'what is done with categories that no training row has (default: unknown, an input of their own)',
      ).choices(['unknown', 'error']),
    )
    .addOption(strategiesOption('comma-separated strategies (default: equal,uncertainty,gradnorm)'))
    .option('--seeds <n>', 'number of seeds (default: 5)', wholeNumber(1))
    .option(
      '--tune <n>',
      'tune each strategy and baseline by so many trials a seed, on validation (default: no search)',
      wholeNumber(1),
    )
    .option('--epochs <n>', 'passes over the training split (default: by data set)', epochCount)
    .option('--batch-size <n>', 'examples in a batch (default: by data set)', wholeNumber(1))
    .option('--learning-rate <x>', 'learning rate (default: by data set)', positiveNumber)
    .option('--encoder <part>', 'shared part of the models (default: by data set)')
    .option(
      '--architecture <parts>',
      'how the tasks of a model share weights; several with commas, each with every strategy (default: hard-sharing)',
    )
    .option('--optimizer <part>', 'rule that makes updates of gradients (default: adam)')
    .addOption(
      new Option('--gradient-scope <scope>', 'what task gradients are taken over, for strategies that compare them')
        .choices(['shared', 'last-layer', 'representation'])
        .default('shared'),
    )
    .addOption(
      new Option(
        '--head-policy <policy>',
        'gradient that trains a head: its loss times the weight, or its loss (default: as each strategy has it)',
      ).choices(['weighted', 'unweighted']),
    )
    .option('--size <n>', 'training examples to keep at most (default: all)', wholeNumber(1))
    .addOption(
      new Option('--profile <name>', 'a prepared study: all data sets with short trainings').choices(['quick']),
    )
    .addOption(engineOption(['native', 'wasm', 'eager']))
    .addOption(threadsOption())
    .option('--reproducible', 'the same bits on every machine: engine wasm, one thread')
    .option('--jobs <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .option('--out <dir>', 'folder for the results', 'equipoise-results')
    .addOption(trackOption())
    .addOption(jsonOption())
    .action(async (args: CompareArguments) => {
      // Only now, so that neither help nor a wrong option waits for the libraries.
      const { plan } = await import('./compare-plan.ts');
      const planned = await plan(args);
      const { runStudies } = await import('./run-studies.ts');
      await runStudies({ ...args, alone: (args.dataset ?? args.table) !== undefined }, planned);
    });
  return addHelp(addTableOptions(command), help);
}
