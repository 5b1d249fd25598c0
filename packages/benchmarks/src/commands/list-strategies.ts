import { cards, type StrategyCard } from '@equipoise/weighting';

import { terminalWidth } from '../terminal/width.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * The strategies as `equipoise strategies` prints them.
 *
 * @param json - Whether as one JSON object.
 */
export function strategiesText(json: boolean): string {
  const named = Object.entries<StrategyCard>(cards).map(([name, card]) => ({ name, ...card }));
  return json ? JSON.stringify({ strategies: named }, null, 2) : named.map(describe).join('\n\n');
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
