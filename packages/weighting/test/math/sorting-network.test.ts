import { describe, expect, it } from 'vitest';

import { sortingNetwork } from '../../src/math/sorting-network.ts';

function sorted(values: readonly number[]): number[] {
  const row = [...values];
  for (const [first, second] of sortingNetwork(row.length)) {
    const [one = 0, other = 0] = [row[first], row[second]];
    [row[first], row[second]] = [Math.max(one, other), Math.min(one, other)];
  }
  return row;
}

describe('sortingNetwork', () => {
  // A network that sorts every list of zeros and ones sorts every list: D. E. Knuth, The Art of Computer Programming 3, 5.3.4, theorem Z.
  it('sorts every list of zeros and ones', () => {
    for (let count = 0; count <= 11; count += 1) {
      for (let bits = 0; bits < 2 ** count; bits += 1) {
        const values = Array.from({ length: count }, (_, place) => (bits >> place) & 1);
        const ones = values.filter(Boolean).length;
        expect(sorted(values).join('')).toBe('1'.repeat(ones) + '0'.repeat(count - ones));
      }
    }
  });

  it('is as short as Batcher’s: 1, 3, 5, 9, 12, 16 and 19 pairs for 2 to 8 numbers', () => {
    expect([2, 3, 4, 5, 6, 7, 8].map((count) => sortingNetwork(count).length)).toEqual([1, 3, 5, 9, 12, 16, 19]);
  });
});
