import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import type { Search } from '../search/search.ts';
import { sobolSearch } from '../search/sobol/sobol.ts';

/**
 * Weights that are at least 0 and sum to 1, from a point of the unit cube with one coordinate fewer: the gaps that its
 * coordinates leave between 0 and 1. A uniform point gives uniform weights, and points that fill the cube evenly (Sobol's) fill the simplex.
 *
 *     wₖ = u₍ₖ₎ − u₍ₖ₋₁₎        u₍₀₎ = 0 ≤ u₍₁₎ ≤ … ≤ u₍ₖ₎ = 1
 *
 * @param cube - K − 1 numbers from 0 to 1.
 * @returns K weights.
 * @see L. Devroye. Non-Uniform Random Variate Generation. Springer 1986, chapter V, theorem 2.1. http://luc.devroye.org/rnbookindex.html
 */
export function simplexPoint(cube: readonly number[]): readonly number[] {
  const sorted = [...cube].sort((a, b) => a - b);
  return [...sorted, 1].map((value, place) => value - (sorted[place - 1] ?? 0));
}

/** What {@link simplexSamples} draws. */
export interface SimplexOptions {
  /** How many weights each has: at least 1; with a Sobol sequence at most 41. */
  readonly tasks: number;
  /** How many to draw: at least 1. */
  readonly count: number;
  /**
   * The seed of the draws, a whole number.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * What chooses points of the cube that become weights: one that does not look at outcomes.
   *
   * @defaultValue a scrambled Sobol sequence; `randomSearch()` draws each by itself
   */
  readonly search?: Search;
}

/**
 * Weights spread uniformly over the simplex (Dirichlet with all parameters 1), for the front of fixed weights.
 *
 * @param options - How many, of how many tasks.
 * @throws {@link @equipoise/core!InvalidOptionError} when a number is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 */
export function simplexSamples(options: SimplexOptions): readonly (readonly number[])[] {
  checkKnownOptions<SimplexOptions>('simplexSamples', options, { tasks: true, count: true, seed: true, search: true });
  const { tasks, count, seed = 0, search = sobolSearch() } = options;
  for (const [name, value] of Object.entries({ tasks, count })) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw new InvalidOptionError('simplexSamples', name, 'a whole number of at least 1', value);
    }
  }
  if (tasks === 1) return Array.from({ length: count }, () => [1]);
  const space = Array.from({ length: tasks - 1 }, (_, axis) => {
    return { name: `u${axis}`, type: 'number', low: 0, high: 1, scale: 'linear' } as const;
  });
  const suggest = search.start({ space, seed, mode: 'max' });
  return Array.from({ length: count }, (_, id) => {
    const point = suggest(id, []);
    return simplexPoint(space.map(({ name }) => Number(point?.[name])));
  });
}
