import { Command } from 'commander';

/** `equipoise datasets`: what there is to compare on. */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .description('List the data sets: what they are, where they come from, under which licence.')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  equipoise datasets --json')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { datasetsText } = await import('./list-datasets.ts');
      process.stdout.write(`${datasetsText(json === true)}\n`);
    });
}
