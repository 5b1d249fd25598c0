import { cards, type StrategyCard } from '@equipoise/weighting';
import { Command } from 'commander';

import { terminalWidth } from '../terminal/width.ts';
import { wrap } from '../terminal/wrap.ts';

/** `equipoise strategies`: the ways to balance task losses. */
export function strategiesCommand(): Command {
  return new Command('strategies')
    .description('List the strategies: what they do, what they cost, their options and papers.')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText('after', '\nExample:\n  equipoise strategies --json')
    .action(({ json }: { readonly json?: boolean }) => {
      const named = Object.entries<StrategyCard>(cards).map(([name, card]) => ({ name, ...card }));
      const text = json ? JSON.stringify({ strategies: named }, null, 2) : named.map(describe).join('\n\n');
      process.stdout.write(`${text}\n`);
    });
}

function describe({ name, ...card }: StrategyCard & { readonly name: string }): string {
  const width = terminalWidth(process.stdout);
  const options = card.options.map(
    (option) => `${option.name}: ${option.meaning}; ${option.range}; ${option.defaultValue} when left out.`,
  );
  const paragraphs = [
    card.summary,
    card.formula,
    `Looks at: ${card.needs}. Backward passes in a step: ${card.backwardPasses}.`,
    ...options.map((option) => `Option ${option}`),
    `${card.authors}. ${card.paper}. ${card.venue} ${card.year}. ${card.link}`,
  ];
  return [`${name} (${card.title})`, ...paragraphs.map((text) => wrap(text, { width, indent: 2 }))].join('\n');
}
