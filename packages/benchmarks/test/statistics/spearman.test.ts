import { ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { spearmanCorrelation } from '../../src/statistics/spearman.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('spearmanCorrelation', () => {
  it.each(scipy.correlations)('agrees with SciPy on $x.length pairs with ties', ({ x, y, rho, p }) => {
    const ours = spearmanCorrelation(x, y);
    expect(ours.rho).toBeCloseTo(rho, 12);
    expect(ours.p).toBeCloseTo(p, 10);
  });

  it('leaves out pairs that are not numbers', () => {
    expect(spearmanCorrelation([1, Number.NaN, 2, 3], [1, 9, 4, Number.NaN]).rho).toBe(1);
  });

  it('is sure of one order, and knows nothing of equal numbers or two pairs', () => {
    expect(spearmanCorrelation([1, 2, 3], [1, 4, 9])).toEqual({ rho: 1, p: 0 });
    expect(spearmanCorrelation([1, 1, 1], [1, 2, 3])).toEqual({ rho: Number.NaN, p: Number.NaN });
    expect(spearmanCorrelation([1, 2], [1, 2]).p).toBeNaN();
  });

  it('refuses lists of unlike length', () => {
    expect(() => spearmanCorrelation([1], [1, 2])).toThrow(ShapeError);
  });
});
