import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { simplexPoint, simplexSamples } from '../../src/measures/simplex.ts';

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

  it('are uniform: each weight has the distribution 1 − (1 − x)^(K − 1)', () => {
    const count = 4000;
    const samples = simplexSamples({ tasks: 4, count, seed: 7 });
    for (const task of [0, 1, 2, 3]) {
      const sorted = samples.map((weights) => weights[task] ?? 0).sort((a, b) => a - b);
      const gaps = sorted.map((x, place) => Math.abs(1 - (1 - x) ** 3 - (place + 0.5) / count));
      expect(Math.max(...gaps)).toBeLessThan(1.95 / Math.sqrt(count)); // Kolmogorov's bound at 0.1 %.
    }
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
