import { configOf, type NoOptions, optionsSchema, random } from '@equipoise/core';

import { pointAt } from './dimension.ts';
import type { Search } from './search.ts';

/** The options of {@link randomSearch}. */
export const randomSearchOptions = optionsSchema('random', {});

/**
 * Random search: every point is drawn uniformly, on the scale of each dimension, without regard to the others.
 *
 * @param options - It has none.
 * @throws {@link @equipoise/core!UnknownOptionError} for an option.
 * @see J. Bergstra, Y. Bengio. Random Search for Hyper-Parameter Optimization. JMLR 13, 2012.
 *   https://www.jmlr.org/papers/v13/bergstra12a.html
 */
export function randomSearch(options: NoOptions = {}): Search {
  return {
    config: configOf('search', 'random', randomSearchOptions.read(options)),
    start: ({ space, seed }) => {
      const stream = random(seed);
      return (id) => {
        const draws = stream.fork(String(id));
        return pointAt(
          space,
          space.map(() => draws.next()),
        );
      };
    },
  };
}
