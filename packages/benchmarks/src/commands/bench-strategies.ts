import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, threadsOption, wholeNumbers } from './bench-options.ts';
import type { BenchStrategiesArguments } from './run-bench-strategies.ts';

const examples = `
Examples:
  equipoise bench strategies --tasks 2,8 --strategy equal,uncertainty,upgrad
  equipoise bench strategies --json`;

/** `equipoise bench strategies`: what each strategy costs, with few tasks and with many. */
export function benchStrategiesCommand(): Command {
  return new Command('strategies')
    .description('Time the steps of every strategy beside those with equal weights, with few tasks and with many.')
    .option('--tasks <list>', 'numbers of tasks with commas between', wholeNumbers(1), [2, 3, 8, 40])
    .option('--workload <name>', 'a workload that can have them', 'mlp-small')
    .option('--strategy <list>', 'strategies with commas between, or all (see: equipoise strategies)', 'all')
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'steps of a block that are counted', wholeNumber(1), 30)
    .option('--warm-up <n>', 'steps of a block before them', wholeNumber(1), 10)
    .option(
      '--rounds <n>',
      'rounds: in each, every strategy makes a block of steps after one of equal weights',
      wholeNumber(1),
      3,
    )
    .addOption(jsonOption())
    .addHelpText('after', examples)
    .action(async (args: BenchStrategiesArguments) => {
      const { runBenchStrategies } = await import('./run-bench-strategies.ts');
      await runBenchStrategies(args);
    });
}
