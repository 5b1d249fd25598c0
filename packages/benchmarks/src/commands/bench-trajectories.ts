import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import type { BenchTrajectoriesArguments } from './run-bench-trajectories.ts';

const examples = `
Examples:
  equipoise bench trajectories
  equipoise bench trajectories --problem toy-uneven --strategy "famo,nash-mtl,cagrad(c=0.4)" --out trajectories
  equipoise bench trajectories --problem toy-uneven --strategy aligned-mtl --steps 60000 --spread 5
  equipoise bench trajectories --problem ewq --strategy all --json`;

/** `equipoise bench trajectories`: where strategies go on problems that one can see. */
export function benchTrajectoriesCommand(): Command {
  return new Command('trajectories')
    .description('Follow strategies down small problems, and say who reaches the Pareto front from which start.')
    .option('--problem <list>', 'toy, toy-uneven, ewq, cqf, hqf with commas between, or all', 'all')
    .option(
      '--strategy <list>',
      'strategies with commas between (see: equipoise strategies), or all; default: by the problem',
    )
    .option('--steps <n>', 'steps of a trajectory (default: by the problem)', wholeNumber(1))
    .option('--spread <n>', 'trajectories from each start, beside each other by 10⁻¹³', wholeNumber(1), 1)
    .option('--out <dir>', 'a folder for trajectories.html, with pictures')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', examples)
    .action(async (args: BenchTrajectoriesArguments) => {
      const { runBenchTrajectories } = await import('./run-bench-trajectories.ts');
      await runBenchTrajectories(args);
    });
}
