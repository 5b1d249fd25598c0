import { ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { friedmanTest } from '../../src/statistics/friedman.ts';
import { nemenyiTest } from '../../src/statistics/nemenyi.ts';
import { scipy } from '../fixtures/statistics.ts';
import { demsar } from './published.ts';

const blocksOf = (values: readonly (readonly number[])[]): Parameters<typeof friedmanTest>[0] =>
  values.map((each) => ({ higherIsBetter: false, values: each }));

describe('friedmanTest', () => {
  it.each(scipy.friedman)('agrees with SciPy and statsmodels: $name', ({ values, statistic, p, f, fP }) => {
    const tested = friedmanTest(blocksOf(values));
    expect(tested.statistic).toBeCloseTo(statistic, 9);
    expect(tested.p).toBeCloseTo(p, 10);
    expect(tested.f).toBeCloseTo(f, 9);
    expect(tested.fP).toBeCloseTo(fP, 10);
  });

  it('gives the numbers of Demšar’s example of four trees on fourteen data sets', () => {
    const { meanRanks, statistic, tieCorrection, blocks } = friedmanTest(blocksOf(demsar.ranks));
    expect(meanRanks.map((rank) => rank.toFixed(3))).toEqual(demsar.meanRanks);
    // The paper does not correct for ties: χ² = 9.28, F = 13 · 9.28 / (42 − 9.28) = 3.69.
    const plain = statistic * tieCorrection;
    expect(plain).toBeCloseTo(9.28, 2);
    expect((13 * plain) / (blocks * 3 - plain)).toBeCloseTo(3.69, 2);
    expect(tieCorrection).toBeLessThan(1);
  });

  it('ranks larger values first where more is better', () => {
    const blocks = [
      { higherIsBetter: true, values: [0.9, 0.8, 0.7] },
      { higherIsBetter: false, values: [1, 2, 3] },
    ];
    expect(friedmanTest(blocks).meanRanks).toEqual([1, 2, 3]);
    expect(friedmanTest(blocks).fP).toBe(0); // All blocks agree.
  });

  it('knows nothing where all arms are equal', () => {
    const { p, fP } = friedmanTest(
      blocksOf([
        [1, 1],
        [2, 2],
      ]),
    );
    expect([p, fP]).toEqual([Number.NaN, Number.NaN]);
  });

  it('refuses too little and uneven blocks', () => {
    expect(() => friedmanTest(blocksOf([[1, 2]]))).toThrow('expected at least 2 blocks of 2 arms, received 1 of 2.');
    expect(() =>
      friedmanTest(
        blocksOf([
          [1, 2],
          [1, 2, 3],
        ]),
      ),
    ).toThrow(ShapeError);
  });
});

describe('nemenyiTest', () => {
  it('gives the critical differences of Demšar’s example, which tell no two trees apart at 5 %', () => {
    const friedman = friedmanTest(blocksOf(demsar.ranks));
    expect(nemenyiTest(friedman).criticalDifference).toBeCloseTo(1.25, 2);
    expect(nemenyiTest(friedman, 0.1).criticalDifference).toBeCloseTo(1.12, 2);
    // At 10 % C4.5 (0) is worse than C4.5+m (1) and C4.5+m+cf (3); no more can be said of C4.5+cf (2).
    expect(nemenyiTest(friedman, 0.1).groups).toEqual([
      [3, 1, 2],
      [2, 0],
    ]);
  });

  it('gives a p below the level exactly where two ranks lie a critical difference apart', () => {
    const meanRanks = [1.2, 2.6, 3.1, 4.4, 3.7];
    for (const level of [0.01, 0.05, 0.2]) {
      const { ps, criticalDifference } = nemenyiTest({ meanRanks, blocks: 12 }, level);
      meanRanks.forEach((rank, arm) => {
        meanRanks.forEach((other, index) => {
          expect((ps[arm]?.[index] ?? 0) <= level).toBe(Math.abs(rank - other) >= criticalDifference);
        });
      });
    }
  });

  it('has no groups where every two arms differ, and one where none do', () => {
    expect(nemenyiTest({ meanRanks: [1, 2, 3], blocks: 1000 }).groups).toEqual([]);
    expect(nemenyiTest({ meanRanks: [2, 1.9, 2.1], blocks: 10 }).groups).toEqual([[1, 0, 2]]);
  });
});
