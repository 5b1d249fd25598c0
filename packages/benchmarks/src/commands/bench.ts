import { Command } from 'commander';

import { benchDataCommand } from './bench-data.ts';
import { benchEnduranceCommand } from './bench-endurance.ts';
import { benchEnginesCommand } from './bench-engines.ts';
import { benchJobCommand } from './bench-job.ts';
import { benchServeCommand } from './bench-serve.ts';
import { benchStepCommand } from './bench-step.ts';
import { benchStrategiesCommand } from './bench-strategies.ts';
import { benchTrajectoriesCommand } from './bench-trajectories.ts';
import { workloadsNote } from './common-options.ts';
import { addHelp } from './help.ts';

/** What can be measured. */
const subcommands: readonly (() => Command)[] = [
  benchStepCommand,
  benchJobCommand,
  benchEnginesCommand,
  benchEnduranceCommand,
  benchStrategiesCommand,
  benchDataCommand,
  benchServeCommand,
  benchTrajectoriesCommand,
];

/** `equipoise bench`: measurements that need no data set. */
export function benchCommand(): Command {
  const command = new Command('bench').description(
    'Measure the time and memory of training steps and of reading tables, and follow strategies on toy problems whose Pareto front is known.',
  );
  for (const subcommand of subcommands) command.addCommand(subcommand());
  return addHelp(command, {
    examples: [
      'equipoise bench step --workload mlp-small --strategies equal,pcgrad --peer pytorch',
      'equipoise bench strategies --tasks 2,8',
    ],
    notes: [workloadsNote],
  });
}
