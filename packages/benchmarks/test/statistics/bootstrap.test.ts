import { describe, expect, it } from 'vitest';

import { bcaInterval, bootstrapInterval } from '../../src/statistics/bootstrap.ts';
import { mean, median } from '../../src/statistics/summary.ts';
import { scipy } from '../fixtures/statistics.ts';

/** Every draw with replacement that there is. */
function everyDraw(values: readonly number[], count = values.length): number[][] {
  if (count === 0) return [[]];
  return everyDraw(values, count - 1).flatMap((draw) => values.map((value) => [...draw, value]));
}

const withoutEach = (values: readonly number[]): number[] =>
  values.map((_, left) => mean(values.filter((_, index) => index !== left)));

describe('bcaInterval', () => {
  it.each(scipy.bca)('agrees with SciPy over every draw: $confidence', ({ differences, confidence, low, high }) => {
    const parts = {
      estimate: mean(differences),
      replicates: Float64Array.from(everyDraw(differences), mean),
      withoutOne: withoutEach(differences),
      confidence,
    };
    const ours = bcaInterval(parts);
    expect(ours.low).toBeCloseTo(low, 9);
    expect(ours.high).toBeCloseTo(high, 9);
  });
});

describe('bootstrapInterval', () => {
  const [{ differences, confidence, low, high } = { differences: [], confidence: 0, low: 0, high: 0 }] = scipy.bca;

  it('comes near to that over every draw', () => {
    const ours = bootstrapInterval(differences, { confidence, resamples: 20_000 });
    expect(ours.mean).toBe(mean(differences));
    expect(Math.abs(ours.low - low)).toBeLessThan(0.05);
    expect(Math.abs(ours.high - high)).toBeLessThan(0.08);
  });

  it('is the same for the same seed, and of whatever is estimated', () => {
    const options = { resamples: 500 } as const;
    expect(bootstrapInterval(differences, options)).toEqual(bootstrapInterval(differences, options));
    expect(bootstrapInterval(differences, { ...options, seed: 1 })).not.toEqual(
      bootstrapInterval(differences, options),
    );
    expect(bootstrapInterval(differences, { ...options, statistic: median }).mean).toBe(0.8);
  });

  it('has no ends without a spread', () => {
    expect(bootstrapInterval([2, 2, 2])).toEqual({
      mean: 2,
      low: Number.NEGATIVE_INFINITY,
      high: Number.POSITIVE_INFINITY,
    });
  });

  it('refuses numbers out of their range', () => {
    expect(() => bootstrapInterval([1, 2], { confidence: 1 })).toThrow('option `confidence` must be between 0 and 1');
    expect(() => bootstrapInterval([1, 2], { resamples: 10 })).toThrow('a whole number of at least 100');
  });
});
