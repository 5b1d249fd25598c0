import { describe, expect, it } from 'vitest';

import { adam, noMoments } from '../../src/math/adam.ts';

/** The changes over these gradients. */
function changes(gradients: readonly number[], options: { learningRate: number; epsilon?: number }): number[] {
  let moments = noMoments;
  return gradients.map((gradient) => {
    const step = adam(gradient, moments, options);
    moments = step.moments;
    return step.change;
  });
}

describe('adam', () => {
  it('matches the paper on a worked example', () => {
    // η = 0.01, g = 0.3, −1.2. Step 1: m̂ = 0.3, √v̂ = 0.3, so −0.01 but for ε.
    // Step 2: m = 0.9·0.03 − 0.12 = −0.093, m̂ = m/0.19 = −0.489473684;
    //   v = 0.999·0.00009 + 0.00144 = 0.00152991, v̂ = v/0.001999 = 0.765337669, √v̂ = 0.874835796;
    //   change 0.01 · 0.489473684/0.874835796 = 0.005595035.
    const [first, second] = changes([0.3, -1.2], { learningRate: 0.01 });
    expect(first).toBeCloseTo((-0.01 * 0.3) / (0.3 + 1e-8), 15);
    expect(second).toBeCloseTo(0.005595035, 9);
  });

  it('is independent of the scale of the gradients when ε is 0', () => {
    const gradients = [0.3, -1.2, 0.05];
    const tiny = changes(
      gradients.map((gradient) => gradient * 1e-30),
      { learningRate: 0.1, epsilon: 0 },
    );
    const huge = changes(
      gradients.map((gradient) => gradient * 1e30),
      { learningRate: 0.1, epsilon: 0 },
    );
    tiny.forEach((change, step) => expect(change).toBeCloseTo(huge[step] ?? Number.NaN, 12));
  });

  it('does not move while every gradient was 0', () => {
    expect(changes([0, 0], { learningRate: 0.1, epsilon: 0 })).toEqual([0, 0]);
  });
});
