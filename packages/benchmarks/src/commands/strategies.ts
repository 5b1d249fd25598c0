import { Command } from 'commander';

/** `equipoise strategies`: the ways to balance task losses. */
export function strategiesCommand(): Command {
  return new Command('strategies')
    .description('List the strategies: what they do, what they cost, their options and papers.')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  equipoise strategies --json')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { strategiesText } = await import('./list-strategies.ts');
      process.stdout.write(`${strategiesText(json === true)}\n`);
    });
}
