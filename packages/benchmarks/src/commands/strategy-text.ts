import type { StrategyCard } from '@equipoise/weighting';
import type { Screen } from '../terminal/screen.ts';
import { cardText, citation, itemList, paragraph } from './card-text.ts';
import { optionList } from './option-list.ts';

/** A strategy's card with the name that the command line has for it. */
export type NamedCard = StrategyCard & { readonly name: string };

/** The statistics that a strategy needs, in words. */
const looksAt: Readonly<Record<NamedCard['needs'], string>> = {
  nothing: 'Nothing.',
  losses: 'The losses of the tasks.',
  gramian: 'The Gramian: the inner products of the task gradients over the shared parameters.',
  jacobian: 'Every entry of the task gradients over the shared parameters.',
  batches: 'Several batches in one step.',
};

/**
 * One strategy in detail, as a person reads it.
 *
 * @param card - The strategy.
 * @param screen - Where it is printed.
 */
export function strategyText(card: NamedCard, screen: Screen): string {
  const { formula, needs, backwardPasses, state, invariances, departures } = card;
  const passes = `${backwardPasses} backward ${backwardPasses === '1' ? 'pass' : 'passes'} through the shared parameters`;
  const text = (words: string): string => paragraph(words, screen);
  const parts: readonly (readonly [string, string])[] = [
    ['Rule', text(formula)],
    ['Looks at', text(looksAt[needs])],
    ['Cost of a step', text(`${passes}${backwardPasses.includes('K') ? '; K is the number of tasks' : ''}.`)],
    ['Heads', text(headsText(card))],
    ['Remembers from batch to batch', text(`${state.replace(/^./, (letter) => letter.toUpperCase())}.`)],
    ['Options', card.options.described.length > 0 ? optionList(card.options, screen) : text('None.')],
    ['Invariances', itemList(invariances, screen)],
    ['Departures from the paper', itemList(departures, screen)],
    ['Paper', text(citation(card))],
    ['Try it', tryIt(card).join('\n')],
  ];
  return cardText(card, parts, screen);
}

/** How the heads are trained, and how others do. */
function headsText({ headPolicy, headsElsewhere = '' }: NamedCard): string {
  const text =
    headPolicy === 'weighted'
      ? 'Weighted: a head follows its task’s weighted loss.'
      : 'Unweighted: each head follows the loss of its own task.';
  return `${text} ${headsElsewhere}`.trim();
}

/** Commands that use the strategy, as it is and with an option where one has a number to show. */
function tryIt({ name, options }: NamedCard): readonly string[] {
  const command = '  equipoise compare --dataset penguins --strategies';
  const option = options.described.find(({ defaultValue }) => typeof defaultValue === 'number');
  return [
    `${command} ${[...new Set(['equal', name])].join(',')}`,
    ...(option ? [`${command} "equal,${name}(${option.name}=${option.defaultText})"`] : []),
  ];
}
