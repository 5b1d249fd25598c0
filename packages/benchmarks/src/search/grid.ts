import { configOf, flag, integer, InvalidOptionError, type OptionsOf, optionsSchema, random } from '@equipoise/core';

import { evenValues, type Space } from './dimension.ts';
import type { Search } from './search.ts';

/** The most points of a grid: they are held in memory, and nobody trains more. */
const most = 1_000_000;

/** The options of {@link gridSearch}. */
export const gridSearchOptions = optionsSchema('grid', {
  points: integer({
    default: 5,
    min: 2,
    meaning: 'the values of a dimension of numbers, both ends among them; whole numbers have no more than there are',
  }),
  shuffle: flag({
    default: true,
    meaning: 'whether the points come in a random order, so that any first part covers all',
  }),
});

/**
 * Grid search: every combination of some values of each dimension, once each. Words, flags and `{ values }` take all their values.
 *
 * @param options - How many points, and in which order.
 * @throws {@link @equipoise/core!InvalidOptionError} for an option out of range, {@link @equipoise/core!UnknownOptionError} for one that
 *   does not exist.
 */
export function gridSearch(options: OptionsOf<typeof gridSearchOptions> = {}): Search {
  const read = gridSearchOptions.read(options);
  const axes = (space: Space): readonly (readonly unknown[])[] =>
    space.map((dimension) => evenValues(dimension, read.points));
  const size = (space: Space): number => axes(space).reduce((product, { length }) => product * length, 1);
  return {
    config: configOf('search', 'grid', read),
    size,
    start({ space, seed }) {
      const count = size(space);
      if (count > most) {
        throw new InvalidOptionError('grid', 'points', `so few that a grid has at most ${most} points`, read.points);
      }
      const values = axes(space);
      const order = read.shuffle ? random(seed).permutation(count) : undefined;
      return (id) => {
        if (id >= count) return undefined;
        let rest = order?.[id] ?? id;
        const chosen = space.map(({ name }, index) => {
          const list = values[index] ?? [];
          const place = rest % list.length;
          rest = Math.floor(rest / list.length);
          return [name, list[place]];
        });
        return Object.fromEntries(chosen) as Readonly<Record<string, unknown>>;
      };
    },
  };
}
