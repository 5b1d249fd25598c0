import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise parts`: what a training can be made of. */
export function partsCommand(): Command {
  const command = new Command('parts')
    .description(
      'List encoders, decoders, architectures, optimizers, schedules, samplers, kinds of task, losses, metrics, searches and pruners, or one of them with its options.',
    )
    .argument('[name]', 'a part, to show with its options')
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: { readonly json?: boolean }) => {
      const { partsText } = await import('./list-parts.ts');
      process.stdout.write(`${partsText({ name, ...options })}\n`);
    });
  return addHelp(command, { examples: ['equipoise parts', 'equipoise parts adamw', 'equipoise parts --json'] });
}
