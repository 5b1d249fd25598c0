import type { Random } from '@equipoise/core';

/** A density over the values of one dimension; those of a choice are places in its list. */
export interface Density {
  /** Draws a value. */
  sample(draws: Random): number;
  /** The density at a value; the probability where values are whole or listed. */
  at(value: number): number;
}

/**
 * A number from 0 to below the count of the weights, as likely as they say.
 *
 * @param weights - They sum to 1.
 * @param draws - Where the choice comes from.
 */
export function drawIndex(weights: readonly number[], draws: Random): number {
  let rest = draws.next();
  const found = weights.findIndex((weight) => {
    rest -= weight;
    return rest < 0;
  });
  return found < 0 ? weights.length - 1 : found;
}
