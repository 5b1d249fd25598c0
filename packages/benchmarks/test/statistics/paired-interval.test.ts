import { describe, expect, it } from 'vitest';

import { pairedInterval, verdict } from '../../src/statistics/paired-interval.ts';
import { median, summarise } from '../../src/statistics/summary.ts';

describe('pairedInterval', () => {
  it('gives the interval of the sleep data', () => {
    // Student (1908), the differences of R's `sleep`: t.test(paired = TRUE) gives 1.58 and 0.7001142 … 2.4598858.
    const { mean, low, high } = pairedInterval([1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4]);
    expect([mean, low, high]).toEqual([
      expect.closeTo(1.58, 10),
      expect.closeTo(0.7001142, 6),
      expect.closeTo(2.4598858, 6),
    ]);
  });

  it('has no interval for one difference', () => {
    expect(pairedInterval([2])).toEqual({ mean: 2, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
    expect(verdict(pairedInterval([2]))).toBe('unclear');
  });
});

describe('verdict', () => {
  it('is helped or hurt only when the interval lies on one side of 0', () => {
    expect(verdict({ mean: 2, low: 1, high: 3 })).toBe('helped');
    expect(verdict({ mean: -2, low: -3, high: -1 })).toBe('hurt');
    expect(verdict({ mean: 2, low: -0.1, high: 4.1 })).toBe('unclear');
  });
});

describe('verdict of an interval without a width', () => {
  it('is unknown', () => {
    expect(verdict(pairedInterval([-2, -2, -2]))).toBe('unclear');
  });
});

describe('summarise', () => {
  it('gives the mean and the standard deviation of a sample', () => {
    // Σ(x − 5)² = 32 over 7.
    expect(summarise([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: expect.closeTo(Math.sqrt(32 / 7), 12) });
    expect(summarise([3])).toEqual({ mean: 3, sd: Number.NaN });
  });
});

describe('median', () => {
  it('is the middle of an odd count, and between the two of an even one', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2.5, 7]);
    expect(median([])).toBeNaN();
  });
});
