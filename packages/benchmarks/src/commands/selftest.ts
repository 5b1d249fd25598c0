import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { SelftestArguments } from './run-selftest.ts';

/** `equipoise selftest`: how often verdicts are right where the truth is known. */
export function selftestCommand(): Command {
  const command = new Command('selftest')
    .description(
      'Train small studies on data whose truth is known, and say how often the verdicts were right, unclear and wrong.',
    )
    .option('--sets <list>', 'comma-separated sets (default: all)')
    .option('--studies <n>', 'studies of each set', wholeNumber(1, 10_000), 10)
    .option('--seeds <n>', 'seeds of a study', wholeNumber(2, 10_000), 10)
    .option('--truth-worlds <n>', 'worlds of each set over which the truth is measured', wholeNumber(2, 10_000), 30)
    .option('--jobs <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .addOption(jsonOption())
    .action(async (args: SelftestArguments) => {
      const { runSelftest } = await import('./run-selftest.ts');
      await runSelftest(args);
    });
  return addHelp(command, {
    examples: ['equipoise selftest', 'equipoise selftest --sets few-labels,independent-noise --studies 20 --json'],
    notes: [
      'A world is one draw of the functions and of 600 rows; the seeds of a study split the rows of one world anew. The truth is the mean change over other ' +
        'worlds, one seed each. All of it takes some minutes on two cores.',
    ],
  });
}
