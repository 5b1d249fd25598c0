import { describe, expect, it } from 'vitest';

import { normalQuantile } from '../src/normal-quantile.ts';

describe('the quantile of the standard normal distribution', () => {
  // Of tables, and of R's qnorm.
  it.each([
    [0.5, 0],
    [0.75, 0.6744897501960817],
    [0.925, 1.4395314709384572],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-6, -4.753424308822899],
    [1e-9, -5.997807015007687],
  ])('of %s is as in tables', (probability, expected) => {
    expect(Math.abs(normalQuantile(probability) - expected)).toBeLessThanOrEqual(
      2e-7 * Math.max(1, Math.abs(expected)),
    );
  });

  it('grows, is odd, and finite to the ends', () => {
    const ends = [2 ** -33, 1 - 2 ** -33].map(normalQuantile);
    expect(ends[0]).toBeCloseTo(-6.337957754, 5);
    expect(ends[1]).toBe(-(ends[0] ?? 0));
    const values = Array.from({ length: 999 }, (_, index) => normalQuantile((index + 1) / 1000));
    expect(values.slice(1).every((value, index) => value > (values[index] ?? Infinity))).toBe(true);
  });
});
