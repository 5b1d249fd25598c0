import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { averageRanks, meanRank } from '../../src/measures/mean-rank.ts';
import { qm9 } from './published.ts';

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
  const tied = (column: number, row: (typeof qm9.rows)[number]): number =>
    qm9.rows.filter(({ errors }) => errors[column] === row.errors[column]).length - 1;

  // The printed ranks give ties the smaller rank; an average is above it by half of the others in the tie.
  it('gives the published QM9 ranks when ties take the smaller rank', () => {
    const metrics = qm9.baseline.map((_, column) => ({
      higherIsBetter: false,
      values: qm9.rows.map(({ errors }) => errors[column] ?? Number.NaN),
    }));
    const ranks = meanRank(metrics);
    qm9.rows.forEach((row, index) => {
      const ties = qm9.baseline.reduce((sum, _, column) => sum + tied(column, row) / 2, 0) / qm9.baseline.length;
      expect((ranks[index] ?? Number.NaN) - ties, row.name).toBeCloseTo(row.rank, 2);
    });
  });

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
