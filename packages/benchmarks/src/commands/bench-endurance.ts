import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { engineOption, jsonOption, threadsOption } from './bench-options.ts';
import type { BenchEnduranceArguments } from './run-bench-endurance.ts';

/** `equipoise bench endurance`: whether steps get slower, or memory grows, over a long run. */
export function benchEnduranceCommand(): Command {
  return new Command('endurance')
    .description('Train past the point where nothing is left to learn; compare the last steps with the first.')
    .option('--workload <name>', 'the workload', 'mlp-small')
    .option('--strategy <name>', 'the strategy (see: equipoise strategies)', 'equal')
    .addOption(engineOption())
    .addOption(threadsOption())
    .option('--steps <n>', 'steps of the run', wholeNumber(1), 5000)
    .addOption(jsonOption())
    .addHelpText('after', '\nExample:\n  equipoise bench endurance --workload mlp-small --engine native --steps 2000')
    .action(async (args: BenchEnduranceArguments) => {
      const { runBenchEndurance } = await import('./run-bench-endurance.ts');
      await runBenchEndurance(args);
    });
}
