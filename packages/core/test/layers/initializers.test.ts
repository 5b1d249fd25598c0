import { describe, expect, it } from 'vitest';

import { constant, normal, uniform } from '../../src/layers/initializers.ts';
import { random } from '../../src/random.ts';

describe('the initial numbers of a weight', () => {
  it('are uniform in ±1/√fanIn', () => {
    const values = [...uniform(25)([100, 100], random(1))];
    expect(values).toHaveLength(10_000);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.2);
    // Each tenth of the range has its tenth of the numbers; 150 is five standard deviations.
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const low = -0.2 + 0.04 * tenth;
      expect(Math.abs(values.filter((value) => value >= low && value < low + 0.04).length - 1000)).toBeLessThan(150);
    }
  });

  it('are normal, with mean 0 and variance 1', () => {
    const values = [...normal()([10_000], random(1))];
    const mean = values.reduce((sum, value) => sum + value, 0) / 10_000;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 10_000;
    expect(Math.abs(mean)).toBeLessThan(0.05); // Five standard deviations.
    expect(Math.abs(variance - 1)).toBeLessThan(0.08);
  });

  it('are one number', () => {
    expect([...constant(3)([2, 2], random(1))]).toEqual([3, 3, 3, 3]);
  });

  it('are the same for the same seed', () => {
    for (const initializer of [uniform(3), normal()]) {
      expect(initializer([3, 4], random(5))).toEqual(initializer([3, 4], random(5)));
      expect(initializer([3, 4], random(5))).not.toEqual(initializer([3, 4], random(6)));
    }
  });
});
