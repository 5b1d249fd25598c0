import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise architectures`: how the tasks of a model share weights. */
export function architecturesCommand(): Command {
  const command = new Command('architectures')
    .description('List the architectures, or show one in detail: its options, number of parameters and paper.')
    .argument('[name]', 'an architecture, to show in detail')
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: { readonly json?: boolean }) => {
      const { architecturesText } = await import('./list-architectures.ts');
      process.stdout.write(`${architecturesText({ name, ...options })}\n`);
    });
  return addHelp(command, {
    examples: ['equipoise architectures', 'equipoise architectures mmoe', 'equipoise architectures --json'],
  });
}
