import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { averageRanks, meanRank } from '../../src/measures/mean-rank.ts';

describe('averageRanks', () => {
  it('gives equal values the mean of their ranks', () => {
    // The example of scipy.stats.rankdata.
    expect(averageRanks([0, 2, 3, 2])).toEqual([1, 2.5, 4, 2.5]);
  });

  it('gives ranks that sum to n(n + 1)/2, whatever the ties', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1 }), (values) => {
        const sum = averageRanks(values).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo((values.length * (values.length + 1)) / 2, 10);
      }),
    );
  });
});

describe('meanRank', () => {
  it('puts the largest value first where more is better', () => {
    expect(meanRank([{ higherIsBetter: true, values: [0.9, 0.8] }])).toEqual([1, 2]);
    expect(
      meanRank([
        { higherIsBetter: true, values: [0.9, 0.8] },
        { higherIsBetter: false, values: [3, 1] },
      ]),
    ).toEqual([1.5, 1.5]);
  });
});
