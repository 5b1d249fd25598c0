import { describe, expect, it } from 'vitest';

import { phasesOf } from '../../src/nchwc/phases.ts';

describe('phasesOf', () => {
  it('is the mirrored filter itself where nothing is stepped over', () => {
    // y[q] = w₀ x[q] + w₁ x[q − 1] + w₂ x[q − 2], of which the first number is cut off: y[q] = w₀ x[q + 1] + w₁ x[q] + w₂ x[q − 1]
    expect(phasesOf({ kernel: 3, stride: 1, before: 1 })).toEqual([{ first: -1, taps: [2, 1, 0] }]);
  });

  it('shares the filter out among the places between those that it is added at', () => {
    // Three weights at every second place, the first number cut off: y₀ = w₁ x₀, y₁ = w₂ x₀ + w₀ x₁, y₂ = w₁ x₁, …
    expect(phasesOf({ kernel: 3, stride: 2, before: 1 })).toEqual([
      { first: 0, taps: [1] },
      { first: 0, taps: [2, 0] },
    ]);
  });

  it('leaves places that no weight reaches without taps', () => {
    expect(phasesOf({ kernel: 1, stride: 2, before: 0 }).map(({ taps }) => taps)).toEqual([[0], []]);
  });
});
