import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { ReproduceArguments } from './run-reproduce.ts';

/** `equipoise reproduce`: published figures beside ours. */
export function reproduceCommand(): Command {
  const command = new Command('reproduce')
    .description('Compute or train what a paper reports, and print its figures beside ours; without a name, list them.')
    .argument('[name]', 'the reproduction')
    .option('--out <dir>', 'folder for NAME.json and the trials', 'equipoise-results')
    .option('--seeds <n>', 'seeds (default: by reproduction)', wholeNumber(2))
    .option('--jobs <n>', 'trials to train in parallel (default: one per processor)', wholeNumber(1))
    .addOption(jsonOption())
    .action(async (name: string | undefined, args: ReproduceArguments) => {
      const { runReproduce } = await import('./run-reproduce.ts');
      await runReproduce(name, args);
    });
  return addHelp(command, {
    examples: [
      'equipoise reproduce',
      'equipoise reproduce delta-m',
      'equipoise reproduce gradnorm-toy --seeds 3 --out reproductions --json',
    ],
    notes: [
      'Each trial is kept in DIR/NAME as it ends: the same command goes on where it was stopped. A figure is inside where the published range and our ' +
        '95 % interval meet; a claim of a direction where the whole interval has it. Where one is not, the reason is one that was measured.',
    ],
  });
}
