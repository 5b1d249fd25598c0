import { Command } from 'commander';

import { benchEnduranceCommand } from './bench-endurance.ts';
import { benchStepCommand } from './bench-step.ts';
import { benchTrajectoriesCommand } from './bench-trajectories.ts';

/** What can be measured. */
const subcommands: readonly (() => Command)[] = [benchStepCommand, benchEnduranceCommand, benchTrajectoriesCommand];

/** `equipoise bench`: measurements that need no data set. */
export function benchCommand(): Command {
  const command = new Command('bench')
    .description('Measure: the time of a training step, beside PyTorch if asked.')
    .addHelpText(
      'after',
      '\nExample:\n  equipoise bench step --workload mlp-small --strategy equal,pcgrad --peer pytorch',
    );
  for (const subcommand of subcommands) command.addCommand(subcommand());
  return command;
}
