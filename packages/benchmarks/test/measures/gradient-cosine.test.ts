import { describe, expect, it } from 'vitest';

import { gradientCosines } from '../../src/measures/gradient-cosine.ts';

describe('gradientCosines', () => {
  it('computes the cosine of every two gradients from their inner products', () => {
    // g₁ = (3, 4), g₂ = (4, 3), g₃ = (−3, −4): cosines 24/25, −1, −24/25.
    const gramian = [
      [25, 24, -25],
      [24, 25, -24],
      [-25, -24, 25],
    ];
    expect(gradientCosines(gramian)).toEqual([
      { first: 0, second: 1, cosine: 0.96 },
      { first: 0, second: 2, cosine: -1 },
      { first: 1, second: 2, cosine: -0.96 },
    ]);
  });

  it('does not depend on the gradients’ norms', () => {
    expect(
      gradientCosines([
        [1e20, 6e9],
        [6e9, 1],
      ])[0]?.cosine,
    ).toBeCloseTo(0.6, 12);
  });

  it('leaves out a task without a gradient', () => {
    expect(
      gradientCosines([
        [1, 0, 0.5],
        [0, 0, 0],
        [0.5, 0, 1],
      ]),
    ).toEqual([{ first: 0, second: 2, cosine: 0.5 }]);
  });
});
