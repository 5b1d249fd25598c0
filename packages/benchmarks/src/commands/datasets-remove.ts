import { Command } from 'commander';

import { cacheOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise datasets remove`: removes the files of data sets. */
export function datasetsRemoveCommand(): Command {
  const command = new Command('remove')
    .description('Remove the files of data sets from the cache, and nothing else that lies there.')
    .argument('<names...>', 'data sets')
    .addOption(cacheOption())
    .action(async (names: readonly string[], args: { readonly cache?: string }) => {
      const { runDatasetsRemove } = await import('./run-datasets-remove.ts');
      runDatasetsRemove(names, args);
    });
  return addHelp(command, {
    examples: ['equipoise datasets remove adult', 'equipoise datasets remove adult snips --cache /data/equipoise'],
  });
}
