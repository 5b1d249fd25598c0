import { Command, Option } from 'commander';

import { positiveNumber, wholeNumber } from './arguments.ts';
import type { CompareArguments } from './compare-plan.ts';

const examples = `
Examples:
  equipoise compare --dataset penguins --strategies equal,uncertainty,gradnorm --seeds 5
  equipoise compare --dataset words --strategies "equal,gradnorm(alpha=0.5),fixed(weights=[2,1,1,1,1])"
  equipoise compare --dataset penguins --strategies "equal,log+cagrad(c=0.4)+smoothing=0.9"
  equipoise compare --table houses.csv --targets price:regression,sold:binary --inputs area,district:categorical
  equipoise compare --dataset multi-mnist --strategies gradnorm,mgda,cagrad --gradients-at representation
  equipoise compare --profile quick

Parts with + between are a pipeline: a transform (log), a weighting, an aggregation, smoothing=, period= and clip=.

Gradients at the last shared layer or the shared representation are cheap approximations of those over all shared parameters; results
say so. Strategies that look at a jacobian or at several batches (see: equipoise strategies) take shared only.

An input without a kind is numeric when all its filled cells are numbers, and categorical otherwise. An empty cell is a missing label
in a target and an error in an input.

Results are kept run by run in DIR/<data set>/runs: the same command goes on where it was stopped, and a run that is there is
not made again.`;

/** `equipoise compare`: strategies against single-task models. */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Train strategies and single-task baselines with several seeds, and say whether sharing helped or hurt.',
    )
    .option('--dataset <name>', 'the data set (see: equipoise datasets); all of them with --profile')
    .addOption(
      new Option('--table <file>', 'a CSV file of your own with a header line, instead of --dataset').conflicts([
        'dataset',
        'profile',
      ]),
    )
    .option(
      '--targets <list>',
      'columns of the table to predict, each as name:regression, name:binary or name:multiclass',
    )
    .option(
      '--inputs <list>',
      'columns of the table to predict from, as name, name:numeric or name:categorical; default: all others',
    )
    .option(
      '--strategies <list>',
      'strategies with commas between (see: equipoise strategies); default: equal,uncertainty,gradnorm',
    )
    .option('--seeds <n>', 'how many seeds (default: 3)', wholeNumber(1))
    .option('--epochs <n>', 'times the training split is gone through (default: by the data set)', wholeNumber(1))
    .option('--batch-size <n>', 'examples in a step (default: by the data set)', wholeNumber(1))
    .option('--learning-rate <x>', 'step size of Adam (default: by the data set)', positiveNumber)
    .addOption(
      new Option('--gradients-at <place>', 'what strategies that compare gradients take them over')
        .choices(['shared', 'last-layer', 'representation'])
        .default('shared'),
    )
    .option('--size <n>', 'training examples to keep at most (default: all)', wholeNumber(1))
    .addOption(new Option('--profile <name>', 'a prepared set of studies: short, all data sets').choices(['quick']))
    .addOption(
      new Option('--engine <name>', 'what runs the steps').choices(['auto', 'native', 'wasm', 'eager']).default('auto'),
    )
    .option('--threads <n>', 'threads that a step may use', wholeNumber(1), 1)
    .option('--jobs <n>', 'runs side by side (default: one a processor)', wholeNumber(1))
    .option('--out <dir>', 'where results go', 'equipoise-results')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', examples)
    .action(async (args: CompareArguments) => {
      // Only now, so that neither help nor a wrong option waits for the libraries.
      const { plan } = await import('./compare-plan.ts');
      const planned = await plan(args);
      const { runCompare } = await import('./run-compare.ts');
      await runCompare(args, planned);
    });
}
