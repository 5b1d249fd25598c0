import { configOf, flag, InvalidOptionError, type OptionsOf, optionsSchema, random } from '@equipoise/core';

import { pointAt } from '../dimension.ts';
import type { Search } from '../search.ts';
import { coordinate, directionsOf, mostDimensions, scrambled } from './sequence.ts';

/** The options of {@link sobolSearch}. */
export const sobolSearchOptions = optionsSchema('sobol', {
  scramble: flag({
    default: true,
    meaning: 'whether the sequence depends on the seed; without it the first point is the lower corner of the space',
  }),
});

/**
 * A Sobol sequence: points that cover the space more evenly than random ones, best at a power of two of them. Spaces have at most 40
 * dimensions.
 *
 * Points come in the order of the Gray code, with the direction numbers of Joe and Kuo, as in SciPy; scrambling is a random linear matrix
 * scramble with a digital shift (Matoušek 1998).
 *
 * @param options - Whether it is scrambled.
 * @throws {@link @equipoise/core!UnknownOptionError} for an option that does not exist, {@link @equipoise/core!InvalidOptionError} for one
 *   out of range; when started, for a space with more dimensions.
 * @see I. M. Sobol. On the distribution of points in a cube and the approximate evaluation of integrals. USSR Comput. Math. Math. Phys. 7,
 *   1967. S. Joe, F. Y. Kuo. Constructing Sobol sequences with better two-dimensional projections. SIAM J. Sci. Comput. 30, 2008.
 *   https://web.maths.unsw.edu.au/~fkuo/sobol/ J. Matoušek. On the L2-discrepancy for anchored boxes. J. Complexity 14, 1998.
 */
export function sobolSearch(options: OptionsOf<typeof sobolSearchOptions> = {}): Search {
  const read = sobolSearchOptions.read(options);
  return {
    config: configOf('search', 'sobol', read),
    start({ space, seed }) {
      if (space.length > mostDimensions) {
        throw new InvalidOptionError('sobol', 'space', `of at most ${mostDimensions} dimensions`, space.length);
      }
      const axes = space.map((_, dimension) => {
        const directions = directionsOf(dimension);
        if (!read.scramble) return { directions, shift: 0 };
        const draws = random(seed).fork(`sobol ${dimension}`);
        return { directions: scrambled(directions, draws), shift: draws.integer(2 ** 32) };
      });
      return (id) =>
        pointAt(
          space,
          axes.map(({ directions, shift }) => coordinate(directions, id, shift)),
        );
    },
  };
}
