import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise strategies`: the ways to balance task losses. */
export function strategiesCommand(): Command {
  const command = new Command('strategies')
    .description('List the strategies, or show one in detail: its rule, cost, options and paper.')
    .argument('[name]', 'a strategy, to show in detail')
    .option('--filter <words>', 'list those with all these words in name, summary, paper, authors, venue or year')
    .addOption(jsonOption())
    .action(async (name: string | undefined, options: { readonly filter?: string; readonly json?: boolean }) => {
      const { strategiesText } = await import('./list-strategies.ts');
      process.stdout.write(`${strategiesText({ name, ...options })}\n`);
    });
  return addHelp(command, {
    examples: [
      'equipoise strategies',
      'equipoise strategies gradnorm',
      'equipoise strategies --filter "gramian 2021"',
      'equipoise strategies --filter losses --json',
    ],
  });
}
