import type { Random } from '@equipoise/core';

import { directionNumbers } from './direction-numbers.ts';

/** The bits of a coordinate: a sequence has 2³² points. */
const bits = 32;

/** The dimensions that a Sobol sequence may have. */
export const mostDimensions = directionNumbers.length;

/**
 * The direction numbers of a dimension, the k-th as a binary fraction of 32 bits.
 *
 * @param dimension - The dimension, from 0.
 */
export function directionsOf(dimension: number): Uint32Array {
  const { polynomial, initial } = directionNumbers[dimension] ?? { polynomial: 1, initial: [] };
  const degree = initial.length;
  const directions = new Uint32Array(bits);
  for (let index = 0; index < bits; index += 1) {
    if (degree === 0) directions[index] = 1 << (bits - 1 - index);
    else if (index < degree) directions[index] = (initial[index] ?? 0) << (bits - 1 - index);
    else directions[index] = recurrence(directions.subarray(index - degree, index), polynomial);
  }
  return directions;
}

/** The next direction number, from as many before it as the polynomial has degrees. */
function recurrence(before: Uint32Array, polynomial: number): number {
  const degree = before.length;
  const oldest = before[0] ?? 0;
  return before.reduce(
    (sum, direction, index) => ((polynomial >>> index) & 1 && index > 0 ? sum ^ direction : sum),
    oldest ^ (oldest >>> degree),
  );
}

/**
 * A coordinate of a point of the sequence, by the Gray code of its number.
 *
 * @param directions - The direction numbers of the dimension.
 * @param index - The number of the point, from 0.
 * @param shift - What all coordinates of the dimension are shifted by, bit by bit.
 * @returns From 0 to below 1.
 */
export function coordinate(directions: Uint32Array, index: number, shift = 0): number {
  let word = shift;
  let gray = index ^ (index >>> 1);
  for (let bit = 0; gray !== 0; bit += 1, gray >>>= 1) {
    if (gray & 1) word ^= directions[bit] ?? 0;
  }
  return (word >>> 0) / 2 ** bits;
}

/**
 * Scrambled direction numbers: multiplied by a random lower triangular matrix of bits, which keeps the balance of the sequence.
 *
 * @param directions - The direction numbers.
 * @param draws - Where the bits come from.
 */
export function scrambled(directions: Uint32Array, draws: Random): Uint32Array {
  const rows = Array.from({ length: bits }, (_, row) => {
    const own = (1 << (bits - 1 - row)) >>> 0;
    const above = row === 0 ? 0 : ~(2 ** (bits - row) - 1) >>> 0;
    return ((draws.integer(2 ** bits) & above) | own) >>> 0;
  });
  return directions.map((direction) =>
    rows.reduce((word, mask, row) => word | (parity(direction & mask) << (bits - 1 - row)), 0),
  );
}

function parity(word: number): number {
  let folded = word;
  for (const shift of [16, 8, 4, 2, 1]) folded ^= folded >>> shift;
  return folded & 1;
}
