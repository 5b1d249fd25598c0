import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption, strategiesOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { BenchTrajectoriesArguments } from './run-bench-trajectories.ts';

/** `equipoise bench trajectories`: where strategies go on problems that one can see. */
export function benchTrajectoriesCommand(): Command {
  const command = new Command('trajectories')
    .description(
      'Run strategies on toy problems with two parameters; say which reach the Pareto front from which start.',
    )
    .option('--problem <list>', 'comma-separated problems of toy, toy-uneven, ewq, cqf and hqf, or all', 'all')
    .addOption(strategiesOption('comma-separated strategies, or all (default: by problem)'))
    .option('--steps <n>', 'steps of a trajectory (default: by problem)', wholeNumber(1))
    .option('--spread <n>', 'trajectories from each start, shifted by multiples of 1e-13', wholeNumber(1), 1)
    .option('--out <dir>', 'folder for trajectories.html, a page with charts')
    .addOption(jsonOption())
    .action(async (args: BenchTrajectoriesArguments) => {
      const { runBenchTrajectories } = await import('./run-bench-trajectories.ts');
      await runBenchTrajectories(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise bench trajectories',
      'equipoise bench trajectories --problem toy-uneven --strategies "famo,nash-mtl,cagrad(c=0.4)" --out trajectories',
      'equipoise bench trajectories --problem toy-uneven --strategies aligned-mtl --steps 60000 --spread 5',
      'equipoise bench trajectories --problem ewq --strategies all --json',
    ],
  });
}
