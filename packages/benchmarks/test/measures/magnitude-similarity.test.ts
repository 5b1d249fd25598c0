import { describe, expect, it } from 'vitest';

import { magnitudeSimilarities } from '../../src/measures/magnitude-similarity.ts';

describe('magnitudeSimilarities', () => {
  it('follow the definition', () => {
    // ‖g‖ = 1, 3, 0: 2 · 3 / (1 + 9) = 0.6, and 0 beside a zero gradient.
    const gramian = [
      [1, -2, 0],
      [-2, 9, 0],
      [0, 0, 0],
    ];
    expect(magnitudeSimilarities(gramian)).toEqual([
      { first: 0, second: 1, similarity: expect.closeTo(0.6, 14) },
      { first: 0, second: 2, similarity: 0 },
      { first: 1, second: 2, similarity: 0 },
    ]);
  });

  it('are 1 for equal sizes however small or large, and have none of two zero gradients', () => {
    for (const square of [1e-300, 1, 1e300]) {
      expect(
        magnitudeSimilarities([
          [square, 0],
          [0, square],
        ]),
      ).toEqual([{ first: 0, second: 1, similarity: 1 }]);
    }
    expect(
      magnitudeSimilarities([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual([]);
  });
});
