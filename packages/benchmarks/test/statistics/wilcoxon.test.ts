import { describe, expect, it } from 'vitest';

import { signedRankTest } from '../../src/statistics/wilcoxon.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('signedRankTest', () => {
  it.each(scipy.signedRanks)('agrees with SciPy: $name', ({ differences, above, below, p }) => {
    const tested = signedRankTest(differences);
    expect([tested.above, tested.below]).toEqual([above, below]);
    expect(Math.abs(tested.p / p - 1)).toBeLessThan(1e-9);
  });

  it('gives the p of Darwin’s fifteen pairs of maize', () => {
    // Fisher (1935): W⁻ = 24, two-sided p = 0.04126 (the example of SciPy's documentation).
    const differences = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75];
    const { below, p, method } = signedRankTest(differences);
    expect([below, method]).toEqual([24, 'exact']);
    expect(p).toBeCloseTo(0.04125976562, 9);
  });

  it('cannot see anything at 5 % with five pairs, and can with six', () => {
    expect(signedRankTest([1, 2, 3, 4, 5]).p).toBe(2 / 32);
    expect(signedRankTest([1, 2, 3, 4, 5, 6]).p).toBe(2 / 64);
  });

  it('is 1 where nothing moved, and unknown without pairs', () => {
    expect(signedRankTest([0, 0, 0])).toEqual({ above: 0, below: 0, pairs: 0, p: 1, method: 'exact' });
    expect(signedRankTest([]).p).toBeNaN();
    expect(signedRankTest([1, Number.NaN]).p).toBeNaN();
  });
});
