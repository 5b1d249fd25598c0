import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise datasets`: what there is to compare on. */
export function datasetsCommand(): Command {
  const command = new Command('datasets')
    .description('List the data sets: their tasks, source and licence.')
    .addOption(jsonOption())
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { datasetsText } = await import('./list-datasets.ts');
      process.stdout.write(`${datasetsText(json === true)}\n`);
    });
  return addHelp(command, { examples: ['equipoise datasets', 'equipoise datasets --json'] });
}
