import { EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { cards, parseStrategy, type StrategyCard } from '@equipoise/weighting';

import { type Screen, screenOf } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { type NamedCard, strategyText } from './strategy-text.ts';
import { summaryLines } from './summary-lines.ts';

/** What `equipoise strategies` is asked for. */
export interface StrategiesArguments {
  /** Show this one, in detail. */
  readonly name?: string | undefined;
  /** List those whose card has all of these words. */
  readonly filter?: string | undefined;
  /** Whether to print JSON. */
  readonly json?: boolean | undefined;
}

/** The strategies by the statistics that they need, from the cheapest to the most expensive. */
const groups: Readonly<Record<StrategyCard['needs'], string>> = {
  nothing: 'Look at nothing',
  losses: 'Look at the losses',
  gramian: 'Look at the Gramian of the task gradients (K backward passes for K tasks)',
  jacobian: 'Look at the task gradients, parameter by parameter',
  batches: 'Look at several batches in a step (bilevel rules)',
};

/**
 * What `equipoise strategies` prints: a list, one strategy in detail, or either as one JSON object.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when there is no such strategy.
 */
export function strategiesText({ name, filter, json }: StrategiesArguments): string {
  if (name !== undefined && filter !== undefined) {
    throw new InvalidOptionError('strategies', 'filter', 'left out when a strategy is named', filter);
  }
  const all = Object.entries<StrategyCard>(cards).map(([key, card]): NamedCard => ({ name: key, ...card }));
  const chosen = name === undefined ? matching(all, filter ?? '') : [cardOf(all, name)];
  if (json) return JSON.stringify({ strategies: chosen.map(plainCard) }, null, 2);
  const screen = screenOf(process.stdout);
  const [first] = chosen;
  return name !== undefined && first ? strategyText(first, screen) : listText(chosen, screen);
}

/** A card as plain data: its options as tables have them. */
function plainCard(card: NamedCard): object {
  return { ...card, options: card.options.described };
}

function cardOf(all: readonly NamedCard[], name: string): NamedCard {
  const found = all.find((card) => card.name === name);
  if (found) return found;
  parseStrategy(name); // An unknown name is refused with the nearest one.
  throw new InvalidOptionError('strategies', 'name', 'a strategy without options', name);
}

/** The cards that have each of some words somewhere, in any case. */
function matching(all: readonly NamedCard[], filter: string): readonly NamedCard[] {
  const words = filter.toLowerCase().split(/\s+/);
  const found = all.filter(({ name, title, summary, needs, paper, authors, venue, year }) => {
    const text = [name, title, summary, needs, paper, authors, venue, year].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (found.length > 0) return found;
  throw new EquipoiseError(`strategies: no strategy matches the filter "${filter}".`);
}

function listText(chosen: readonly NamedCard[], screen: Screen): string {
  const longest = Math.max(...chosen.map(({ name }) => name.length));
  const blocks = Object.entries(groups).flatMap(([needs, title]) => {
    const members = chosen.filter((card) => card.needs === needs);
    return members.length === 0
      ? []
      : [[screen.paint('bold', title), ...summaryLines(members, screen, longest)].join('\n')];
  });
  const count = `${chosen.length} ${chosen.length === 1 ? 'strategy' : 'strategies'}.`;
  const hint = 'One in detail, with its options and paper: equipoise strategies NAME';
  return [...blocks, wrap(`${count} ${hint}`, { width: screen.width, indent: 0 })].join('\n\n');
}
