import { Command, Option } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, strategiesOption, threadsOption, wholeNumbers } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchStrategiesArguments } from './run-bench-strategies.ts';

/** `equipoise bench strategies`: what each strategy costs, with few tasks and with many. */
export function benchStrategiesCommand(): Command {
  const command = new Command('strategies')
    .description(
      'Time the training steps of each strategy against those with equal weights, for several numbers of tasks.',
    )
    .addOption(
      new Option('--tasks <list>', 'comma-separated numbers of tasks')
        .argParser(wholeNumbers(1))
        .default([2, 3, 8, 40], '2,3,8,40'),
    )
    .option('--workload <name>', 'mlp-small, mlp-many or mlp-wide', 'mlp-small')
    .addOption(strategiesOption('comma-separated strategies, or all').default('all', 'all'))
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'timed steps in a block', wholeNumber(1), 30)
    .option('--warm-up <n>', 'untimed steps at the start of a block', wholeNumber(1), 10)
    .option('--rounds <n>', 'rounds; in each, a block of every strategy follows one of equal', wholeNumber(1), 3)
    .addOption(jsonOption())
    .action(async (args: BenchStrategiesArguments) => {
      const { runBenchStrategies } = await import('./run-bench-strategies.ts');
      await runBenchStrategies(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise bench strategies --tasks 2,8 --strategies equal,uncertainty,upgrad',
      'equipoise bench strategies --json',
    ],
  });
}
