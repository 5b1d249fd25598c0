import { describe, expect, it } from 'vitest';

import { relobralo, type RelobraloOptions } from '../../src/index.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => relobralo());

/** The weights after some batches. */
function after(options: RelobraloOptions, ...batches: readonly (readonly number[])[]): readonly number[] {
  const balancer = relobralo(options);
  let state = balancer.init(2);
  let weights: readonly number[] = [];
  for (const losses of batches) ({ weights, state } = balancer.weigh({ losses }, state));
  return weights;
}

/** K·softmax of two numbers: the first. */
const twice = (first: number, second: number): number => 2 / (1 + Math.exp(second - first));

describe('relobralo', () => {
  // Losses 4 and 1, then 2 and 1, then 2 and ½: ratios to the last 1 and ½, to the first ½ and ½.
  const batches = [
    [4, 1],
    [2, 1],
    [2, 0.5],
  ];
  const early = twice(0.5, 1); // λ(1, 0) = λ(1, first), T = 1.

  it.each<[string, RelobraloOptions, number]>([
    ['α = 0: the last batch alone', { alpha: 0, temperature: 1 }, twice(1, 0.5)],
    ['T = ¼: ratios times 4', { alpha: 0, temperature: 0.25 }, twice(4, 2)],
    // λ(1) = ½·1 + ½·early, λ(2) = ½λ(1) + ½·twice(1, ½).
    [
      'α = ½ going on from the last weights',
      { alpha: 0.5, temperature: 1, lookback: 1 },
      0.5 * (0.5 + 0.5 * early) + 0.5 * twice(1, 0.5),
    ],
    // λ(2) = ½·λ(2, 0) + ½·λ(2, 1), where λ(2, 0) = 1.
    [
      'α = ½ looking back to the first losses',
      { alpha: 0.5, temperature: 1, lookback: 0 },
      0.5 * 1 + 0.5 * twice(1, 0.5),
    ],
  ])('weighs by ratios of losses with %s', (_, options, expected) => {
    const [first, second] = after(options, ...batches);
    expect(first).toBeCloseTo(expected, 12);
    expect(second).toBeCloseTo(2 - expected, 12);
  });

  it('looks back as its seed says', () => {
    const weightsOf = (seed: number) =>
      after({ seed, lookback: 0.5, alpha: 0.5, temperature: 1 }, ...batches, [1, 1], [3, 2]);
    expect(weightsOf(3)).toEqual(weightsOf(3));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => weightsOf(seed)[0])).size).toBeGreaterThan(1);
  });

  it('starts with equal weights, and keeps the weight of a loss of 0', () => {
    expect(after({}, [3, 7])).toEqual([1, 1]);
    const balancer = relobralo();
    expect(balancer.weigh({ losses: [0, 1] }, balancer.init(2)).status).toBe('degenerate');
  });
});
