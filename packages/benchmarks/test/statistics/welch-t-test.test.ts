import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { welchTTest } from '../../src/statistics/welch-t-test.ts';

const [a, b] = [
  [3.1, 2.9, 3.7, 3.3, 2.5],
  [4.0, 3.6, 4.4, 5.1],
];

describe('welchTTest', () => {
  it('is that of SciPy 1.17.1, with its interval: ttest_ind(b, a, equal_var=False)', () => {
    const { t, p, degreesOfFreedom, interval } = welchTTest({ values: b }, { values: a });
    expect(t).toBeCloseTo(3.114928866732329, 12);
    expect(p).toBeCloseTo(0.02500101932535885, 12);
    expect(degreesOfFreedom).toBeCloseTo(5.207725999054811, 12);
    expect(interval.low).toBeCloseTo(0.21685501210841662, 9);
    expect(interval.high).toBeCloseTo(2.133144987891584, 9);
  });

  it('is wider where the values are of splits of the same rows', () => {
    // s² = 1 on both sides, so each mean has the variance 1/3 + 0.2.
    const values = [1, 2, 3];
    const { t } = welchTTest({ values: [3, 4, 5], testRatio: 0.2 }, { values, testRatio: 0.2 });
    expect(t).toBeCloseTo(2 / Math.sqrt(2 * (1 / 3 + 0.2)), 12);
  });

  it('knows nothing of one value, or without any spread', () => {
    const one = welchTTest({ values: [3] }, { values: a });
    expect([one.p, one.interval.low, one.interval.high]).toEqual([Number.NaN, -Infinity, Infinity]);
    const same = welchTTest({ values: [3, 3] }, { values: [2, 2] });
    expect([same.p, same.interval]).toEqual([Number.NaN, { mean: 1, low: 1, high: 1 }]);
  });

  it('refuses a confidence that is none', () => {
    expect(() => welchTTest({ values: a }, { values: b }, { confidence: 1 })).toThrow(InvalidOptionError);
  });
});
