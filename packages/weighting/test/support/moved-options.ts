import type { DescribedOption } from '@equipoise/core';

import { cards, strategies, type StrategyName } from '../../src/index.ts';

/** Three tasks: what lists of one number for each are made for. */
const lists: Readonly<Record<string, unknown>> = {
  primary: [0, 2],
  weights: [1, 2, 4],
  reference: [-1e6, -2, 0],
  preference: [1, 2, 4],
  floors: ['task 1 >= 0.9'],
};

/**
 * For each option of a strategy, options that differ from the defaults in it alone; an option of one variant comes with the variant.
 *
 * @param name - The strategy.
 */
export function movedOptions(name: StrategyName): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const entries = cards[name].options.described.map((option) => {
    const moved = { [option.name]: movedValue(option) };
    const isOfVariant = name === 'stch' && option.name === 'warmUp';
    return [option.name, isOfVariant ? { variant: 'log-losses', ...moved } : moved] as const;
  });
  return Object.fromEntries(entries);
}

function movedValue({ name, type, choices = [], defaultValue, search }: DescribedOption): unknown {
  if (type === 'list') return lists[name];
  if (type === 'flag') return defaultValue !== true;
  if (type === 'choice') return choices.find((choice) => choice !== defaultValue);
  if (name === 'variant' && type === 'part') return ['classification', 'regression', 'regression'];
  if (type === 'part') return strategies.krum({ selectedCount: 2 });
  if (type === 'integer') return typeof defaultValue === 'number' ? defaultValue + 1 : 2;
  const number = typeof defaultValue === 'number' ? defaultValue : 0.5;
  const [low, high] = search ?? [0, 1];
  return number === low ? (low + high) / 2 : (number + low) / 2;
}
