import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { MergeArguments } from './run-merge.ts';

/** `equipoise merge`: results of several machines in one folder. */
export function mergeCommand(): Command {
  const command = new Command('merge')
    .description('Put the results of several folders into one: what equipoise study --shard made on several machines.')
    .argument('<dirs...>', 'folders that --out named')
    .requiredOption('--out <dir>', 'the folder that they go to; what it holds stays')
    .option('--mixed-versions', 'take trials of several versions of this package')
    .addOption(jsonOption())
    .action(async (dirs: readonly string[], args: Omit<MergeArguments, 'dirs'>) => {
      const { runMerge } = await import('./run-merge.ts');
      runMerge({ dirs, ...args });
    });
  return addHelp(command, {
    examples: ['equipoise merge part-1 part-2 part-3 --out results', 'equipoise merge part-* --out results --json'],
    notes: ['Then the command of the study, without --shard and with this --out, compares; or equipoise report.'],
  });
}
