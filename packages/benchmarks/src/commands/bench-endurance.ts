import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, strategiesOption, threadsOption, workloadsNote } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchEnduranceArguments } from './run-bench-endurance.ts';

/** `equipoise bench endurance`: whether steps get slower, or memory grows, over a long run. */
export function benchEnduranceCommand(): Command {
  const command = new Command('endurance')
    .description('Train long past convergence; say whether steps get slower or memory grows.')
    .option('--workload <name>', 'the workload', 'mlp-small')
    .addOption(strategiesOption('comma-separated strategies, or all').default('equal', 'equal'))
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'training steps', wholeNumber(1), 5000)
    .addOption(jsonOption())
    .action(async (args: BenchEnduranceArguments) => {
      const { runBenchEndurance } = await import('./run-bench-endurance.ts');
      await runBenchEndurance(args);
    });
  return addHelp(command, {
    examples: ['equipoise bench endurance --workload mlp-small --strategies equal,pcgrad --steps 2000'],
    notes: [workloadsNote],
  });
}
