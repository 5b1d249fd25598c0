import { describe, expect, it } from 'vitest';

import { softadapt, type SoftadaptOptions } from '../../src/index.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => softadapt());
describeBalancer(() => softadapt({ variant: 'loss-weighted', window: 2 }));

/** The weights after some batches. */
function after(options: SoftadaptOptions, ...batches: readonly (readonly number[])[]): readonly number[] {
  const balancer = softadapt(options);
  let state = balancer.init(2);
  let weights: readonly number[] = [];
  for (const losses of batches) ({ weights, state } = balancer.weigh({ losses }, state));
  return weights;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

describe('softadapt', () => {
  // Slopes −1 and +2 after two batches: the softmax of two numbers is the sigmoid of their difference.
  it.each<[string, SoftadaptOptions, number]>([
    ['β = 0.1', {}, sigmoid(-0.3)],
    ['β = 1', { beta: 1 }, sigmoid(-3)],
    ['β = −1', { beta: -1 }, sigmoid(3)],
    ['slopes divided by 1 + 2', { beta: 1, normalized: true }, sigmoid(-1)],
    // Mean losses 1.5 and 2: 1.5e^(−1) / (1.5e^(−1) + 2e²).
    ['losses as weights', { beta: 1, variant: 'loss-weighted' }, 1.5 / Math.E / (1.5 / Math.E + 2 * Math.E ** 2)],
  ])('weighs by the slopes with %s', (_, options, expected) => {
    const [first, second] = after(options, [2, 1], [1, 3]);
    expect(first).toBeCloseTo(expected, 12);
    expect(second).toBeCloseTo(1 - expected, 12);
  });

  it('takes the mean of the last differences', () => {
    // Losses 4, 2, 1 and 1, 1, 2: slopes over two differences −3/2 and ½, over one −1 and 1.
    const batches = [
      [4, 1],
      [2, 1],
      [1, 2],
    ];
    expect(after({ beta: 1, window: 2 }, ...batches)[0]).toBeCloseTo(sigmoid(-2), 12);
    expect(after({ beta: 1 }, [9, 9], ...batches)[0]).toBeCloseTo(sigmoid(-2), 12);
    expect(after({ beta: 1, window: 2 }, [9, 9], ...batches)[0]).toBeCloseTo(sigmoid(-2), 12);
    expect(after({ beta: 0.5 }, [5, 5], [3, 4])[0]).toBeCloseTo(sigmoid(-0.5), 12);
  });

  it('has equal weights at the first batch', () => {
    expect(after({}, [3, 7])).toEqual([0.5, 0.5]);
  });
});
