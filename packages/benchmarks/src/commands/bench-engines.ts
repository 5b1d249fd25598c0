import { Command } from 'commander';

import { workloadNames } from '../bench/workloads/names.ts';
import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp, type MoreHelp } from './help.ts';
import type { BenchEnginesArguments } from './run-bench-engines.ts';

const help: MoreHelp = {
  examples: ['equipoise bench engines --model penguins,mlp-small', 'equipoise bench engines --json'],
  notes: [
    `The models are the workloads of bench step (${workloadNames.join(', ')}), those that compare trains on each data set, and MLPs from tiny to wide.`,
  ],
};

/** `equipoise bench engines`: native and wasm side by side, and what `auto` takes. */
export function benchEnginesCommand(): Command {
  const command = new Command('engines')
    .description('Time steps on the engines native and wasm, and show which one auto takes.')
    .option('--model <list>', 'comma-separated models, or all', 'all')
    .option('--rounds <n>', 'rounds; in each, every engine makes a block of steps', wholeNumber(1), 3)
    .option('--warm-up <n>', 'untimed steps at the start of a block', wholeNumber(1), 20)
    .addOption(jsonOption())
    .action(async (args: BenchEnginesArguments) => {
      const { runBenchEngines } = await import('./run-bench-engines.ts');
      await runBenchEngines(args);
    });
  return addHelp(command, help);
}
