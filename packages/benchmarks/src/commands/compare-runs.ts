import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise compare-runs`: two folders of results side by side. */
export function compareRunsCommand(): Command {
  const command = new Command('compare-runs')
    .description(
      'Compare two folders of results, task by task and strategy by strategy, and say what changed in how they were made.',
    )
    .argument('<a>', 'the folder of the first run: what compare --out was given, or one data set’s folder in it')
    .argument('<b>', 'the folder of the second run')
    .addOption(jsonOption())
    .action(async (a: string, b: string, options: { readonly json?: boolean }) => {
      const { runCompareRuns } = await import('./run-compare-runs.ts');
      await runCompareRuns({ a, b, ...options });
    });
  return addHelp(command, {
    examples: ['equipoise compare-runs before after', 'equipoise compare-runs before/penguins after/penguins --json'],
    notes: [
      'Changes are from the first run to the second, in percent of the first; positive is better. Trials of one seed on the same test rows are paired; ' +
        'where there are none, the runs are compared as wholes (Welch’s test). Verdicts are Holm-corrected over all of them.',
      'The exit code is 0 whatever came out, 2 when a folder holds no study or the two have no task in common.',
    ],
  });
}
