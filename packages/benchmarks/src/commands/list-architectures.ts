import {
  architectureCards,
  architectureFromConfig,
  architectures,
  type ArchitectureCard,
  type OptionsSchema,
} from '@equipoise/core';

import { type Screen, screenOf } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { cardText, citation, itemList, paragraph } from './card-text.ts';
import { optionList } from './option-list.ts';
import { summaryLines } from './summary-lines.ts';

/** What `equipoise architectures` is asked for. */
export interface ArchitecturesArguments {
  /** Show this one, in detail. */
  readonly name?: string | undefined;
  /** Whether to print JSON. */
  readonly json?: boolean | undefined;
}

type Described = ArchitectureCard & { readonly options: OptionsSchema['described'] };

/** What the letters of a number of parameters stand for. */
const letters =
  'K is the number of tasks, E the parameters of an encoder, d the numbers of an example, f the features of an encoder, H the parameters of all heads; names are options.';

/**
 * What `equipoise architectures` prints: a list, one architecture in detail, or either as one JSON object.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such architecture.
 */
export function architecturesText({ name, json }: ArchitecturesArguments): string {
  if (name !== undefined) architectureFromConfig({ kind: 'architecture', name, options: {} }); // Refuses one that does not exist.
  const all = Object.entries(architectures).flatMap(([key, { options }]): Described[] => {
    const card = architectureCards[key];
    return card ? [{ ...card, options: options.described }] : [];
  });
  const chosen = all.filter((card) => name === undefined || card.name === name);
  if (json) return JSON.stringify({ architectures: chosen }, null, 2);
  const screen = screenOf(process.stdout);
  const [first] = chosen;
  return name !== undefined && first ? architectureText(first, screen) : listText(chosen, screen);
}

function listText(chosen: readonly Described[], screen: Screen): string {
  const lines = summaryLines(chosen, screen, Math.max(...chosen.map(({ name }) => name.length)));
  const hint = `${chosen.length} architectures. One in detail, with its options and paper: equipoise architectures NAME`;
  return [lines.join('\n'), wrap(hint, { width: screen.width, indent: 0 })].join('\n\n');
}

function architectureText(card: Described, screen: Screen): string {
  const { options, parameters, departures } = card;
  return cardText(
    card,
    [
      ['Options', options.length > 0 ? optionList({ described: options }, screen) : paragraph('None.', screen)],
      ['Parameters', `${paragraph(parameters, screen)}\n${paragraph(letters, screen)}`],
      ['Departures from the paper', itemList(departures, screen)],
      ['Paper', paragraph(citation(card), screen)],
      ['Try it', tryIt(card)],
    ],
    screen,
  );
}

/** A command that uses the architecture: those for a chain of events need a table that has one. */
function tryIt({ name, options }: Described): string {
  if (options.some((option) => option.name === 'chain'))
    return `  equipoise train --table shop.csv --targets click:binary,buy:binary --architecture "${name}(chain=[click,buy])"`;
  return `  equipoise compare --dataset penguins --architecture ${[...new Set(['hard-sharing', name])].join(',')}`;
}
