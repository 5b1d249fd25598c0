import { Command } from 'commander';

import { benchEnduranceCommand } from './bench-endurance.ts';
import { benchStepCommand } from './bench-step.ts';
import { benchStrategiesCommand } from './bench-strategies.ts';
import { benchTrajectoriesCommand } from './bench-trajectories.ts';

/** What can be measured. */
const subcommands: readonly (() => Command)[] = [
  benchStepCommand,
  benchEnduranceCommand,
  benchStrategiesCommand,
  benchTrajectoriesCommand,
];

/** `equipoise bench`: measurements that need no data set. */
export function benchCommand(): Command {
  const command = new Command('bench')
    .description('Measure what training costs, and where strategies end on problems that are known by heart.')
    .addHelpText(
      'after',
      '\nExample:\n  equipoise bench step --workload mlp-small --strategy equal,pcgrad --peer pytorch',
    );
  for (const subcommand of subcommands) command.addCommand(subcommand());
  return command;
}
