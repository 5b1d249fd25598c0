import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';
import type { UiArguments } from './run-ui.ts';

/** `equipoise ui`: a page that follows a study. */
export function uiCommand(): Command {
  const command = new Command('ui')
    .description(
      'Follow a study in a browser while it runs, or look at one that is over: trials, curves, importance of options.',
    )
    .argument('[dir]', 'the folder that compare or study was given as --out', 'equipoise-results')
    .option(
      '--port <n>',
      'port to listen on, on this machine only; 0 takes a free one (default: 8090)',
      wholeNumber(0, 65_535),
    )
    .option('--open', 'open the page in the browser')
    .addOption(jsonOption())
    .action(async (dir: string, options: Omit<UiArguments, 'dir'>) => {
      const { runUi } = await import('./run-ui.ts');
      await runUi({ dir, ...options });
    });
  return addHelp(command, {
    examples: ['equipoise ui', 'equipoise ui results --port 0 --open', 'equipoise ui results --json'],
    notes: [
      'The page needs no network. Only the folder is read, and nothing is written. Ctrl-C or SIGTERM ends it.',
      '--json prints once what the page would show, and serves nothing.',
      'The importance of an option is the share of the variance of what was monitored that it explains by itself, by functional ANOVA of a random forest.',
    ],
  });
}
