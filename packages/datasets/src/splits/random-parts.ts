import type { Random } from '@equipoise/core';

/**
 * Deals rows into parts in a random order.
 *
 * @param count - How many rows there are.
 * @param sizes - How many rows each part gets; one more part gets the rest.
 * @param stream - Where the order comes from.
 */
export function randomParts(count: number, sizes: readonly number[], stream: Random): readonly Uint32Array[] {
  const order = stream.permutation(count);
  let from = 0;
  const parts = sizes.map((size) => order.subarray(from, (from += size)));
  return [...parts, order.subarray(from)];
}
