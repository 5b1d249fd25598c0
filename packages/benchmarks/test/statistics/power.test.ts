import { InvalidOptionError, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { pairedTTest } from '../../src/statistics/paired-t-test.ts';
import { pairedPower, smallestVisibleEffect } from '../../src/statistics/power.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('smallestVisibleEffect', () => {
  it.each(scipy.smallestVisible)(
    'agrees with statsmodels: $pairs pairs, level $level, power $power',
    ({ effect, ...test }) => {
      expect(Math.abs(smallestVisibleEffect(test) / effect - 1)).toBeLessThan(5e-6); // statsmodels stops so near.
    },
  );

  it('is 3.26, 1.68 and 1.00 standard deviations with 3, 5 and 10 seeds', () => {
    expect([3, 5, 10].map((pairs) => smallestVisibleEffect({ pairs }).toFixed(2))).toEqual(['3.26', '1.68', '1.00']);
  });

  it('grows with the overlap of the splits as the standard error does', () => {
    const [apart, overlapping] = [0, 0.3].map((testRatio) => smallestVisibleEffect({ pairs: 10, testRatio }));
    expect(overlapping).toBeCloseTo(2 * (apart ?? Number.NaN), 10);
  });

  it('finds the power of two pairs', () => {
    const effect = smallestVisibleEffect({ pairs: 2, power: 0.9 });
    expect(pairedPower(effect, { pairs: 2 })).toBeCloseTo(0.9, 8);
  });

  it('refuses what cannot be tested', () => {
    expect(() => smallestVisibleEffect({ pairs: 1 })).toThrow('option `pairs` must be a whole number of at least 2');
    expect(() => smallestVisibleEffect({ pairs: 5, power: 0.01 })).toThrow('above the level 0.05 and below 1');
    expect(() => pairedPower(1, { pairs: 5, level: 0 })).toThrow(InvalidOptionError);
  });
});

describe('pairedPower', () => {
  it('is the level where there is no difference', () => {
    expect(pairedPower(0, { pairs: 6, level: 0.1 })).toBeCloseTo(0.1, 10);
  });

  it('is how often the test sees a difference that was made', () => {
    const draws = random(3);
    const seen = Array.from({ length: 4000 }, () => {
      const differences = Array.from({ length: 5 }, () => 1.2 + draws.normal());
      return pairedTTest(differences).p < 0.05 ? 1 : 0;
    }).reduce<number>((sum, one) => sum + one, 0);
    expect(Math.abs(seen / 4000 - pairedPower(1.2, { pairs: 5 }))).toBeLessThan(0.03); // Four standard errors.
  });
});
