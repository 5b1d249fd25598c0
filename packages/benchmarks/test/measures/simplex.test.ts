import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { simplexPoint, simplexSamples } from '../../src/measures/simplex.ts';
import { randomSearch } from '../../src/search/random.ts';

describe('simplexPoint', () => {
  it('is the gaps that the coordinates leave', () => {
    expect(simplexPoint([0.75, 0.25])).toEqual([0.25, 0.5, 0.25]);
    expect(simplexPoint([])).toEqual([1]);
  });
});

describe('simplexSamples', () => {
  it('are at least 0 and sum to 1', () => {
    for (const weights of simplexSamples({ tasks: 4, count: 100 })) {
      expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
  });

  /** How far the shares of each weight are from 1 − (1 − x)³, which they have of four tasks where all are uniform. */
  function gapOf(samples: readonly (readonly number[])[]): number {
    const gaps = [0, 1, 2, 3].flatMap((task) => {
      const sorted = samples.map((weights) => weights[task] ?? 0).sort((a, b) => a - b);
      return sorted.map((x, place) => Math.abs(1 - (1 - x) ** 3 - (place + 0.5) / samples.length));
    });
    return Math.max(...gaps);
  }

  it('are uniform, and more evenly so by a Sobol sequence than at random', () => {
    const count = 1024;
    const even = gapOf(simplexSamples({ tasks: 4, count, seed: 7 }));
    const atRandom = gapOf(simplexSamples({ tasks: 4, count, seed: 7, search: randomSearch() }));
    expect(atRandom).toBeLessThan(1.95 / Math.sqrt(count)); // Kolmogorov's bound at 0.1 %.
    expect(even).toBeLessThan(atRandom / 3);
  });

  it('of one task are all 1', () => {
    expect(simplexSamples({ tasks: 1, count: 2 })).toEqual([[1], [1]]);
  });

  it('are the same for the same seed', () => {
    expect(simplexSamples({ tasks: 3, count: 2, seed: 1 })).toEqual(simplexSamples({ tasks: 3, count: 2, seed: 1 }));
    expect(simplexSamples({ tasks: 3, count: 2, seed: 1 })).not.toEqual(simplexSamples({ tasks: 3, count: 2 }));
  });

  it('refuse no tasks and no samples', () => {
    expect(() => simplexSamples({ tasks: 0, count: 1 })).toThrow(InvalidOptionError);
    expect(() => simplexSamples({ tasks: 2, count: 0.5 })).toThrow(
      'option `count` must be a whole number of at least 1',
    );
  });
});
