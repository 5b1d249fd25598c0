import { Command } from 'commander';

import { usualDeadAfter } from '../queue/queue-settings.ts';
import { positiveNumber, share, wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { SimulateArguments } from './run-simulate.ts';

/** `equipoise simulate`: what a study over a queue comes to, before it is made. */
export function simulateCommand(): Command {
  const command = new Command('simulate')
    .description('Simulate a study over a queue: how long it takes, and from how many workers on the queue breaks.')
    .option('--trials <n>', 'trials of the study', wholeNumber(1), 10_000)
    .option('--workers <n>', 'trials that are made side by side', wholeNumber(1), 500)
    .option('--seconds <s>', 'seconds of a trial', positiveNumber, 30)
    .option('--failures <share>', 'attempts whose process ends in the middle', share, 0.01)
    .option('--deaths <share>', 'attempts whose machine dies in the middle', share, 0.001)
    .option(
      '--dead-after <s>',
      'seconds after which a worker that says nothing counts as dead',
      wholeNumber(1, 86_400),
      usualDeadAfter,
    )
    .option('--rates <file>', 'measured times of operations (default: those of this version)')
    .option('--seed <n>', 'decides which attempts fail', wholeNumber(0), 0)
    .addOption(jsonOption())
    .action(async (args: SimulateArguments) => {
      const { runSimulate } = await import('./run-simulate.ts');
      runSimulate(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise simulate --trials 10000 --workers 500',
      'equipoise simulate --trials 2000 --workers 100 --seconds 5 --failures 0.05 --json',
    ],
    notes: [
      'A failed attempt is made again after its back-off, one whose machine died once its lock has ended. The network takes no time, and a trial none ' +
        'but that of --seconds.',
      'The queue breaks where workers that make ten trials or more each, without failures, are busy less than 90 % of the time.',
    ],
  });
}
