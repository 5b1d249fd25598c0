import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cosmos, type CosmosOptions } from '../../src/strategies/cosmos.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => cosmos(), ['answers no negative weight']);
describeBalancer(() => cosmos({ penalty: 0 }));

/** Σ rᵢlᵢ − λ·cos(r, l). */
function objective(losses: readonly number[], wanted: readonly number[], lambda: number): number {
  const dot = losses.reduce((sum, loss, task) => sum + loss * (wanted[task] ?? 0), 0);
  return dot - (lambda * dot) / (Math.hypot(...losses) * Math.hypot(...wanted));
}

describe('cosmos', () => {
  it('matches the formula on a worked example', () => {
    // r = [1, 0], λ = 10, l = [3, 4]: ‖l‖ = 5, cos = 0.6; w = [1, 0] − 10·([1, 0] − 0.6·[0.6, 0.8])/5 = [1 − 1.28, 0.96].
    expect(weightsOf(cosmos({ weights: [1, 0], penalty: 10 }), [3, 4])).toEqual(near([-0.28, 0.96]));
  });

  it('agrees with TorchJD’s value 0 at [1, 1], where the cosine is 1', () => {
    expect(objective([1, 1], [0.5, 0.5], 1)).toBeCloseTo(0, 14);
    expect(weightsOf(cosmos(), [1, 1])).toEqual([0.5, 0.5]); // The cosine is at its maximum.
  });

  it('is the derivative of the weighted sum less the cosine', () => {
    const losses = [0.3, 2, -1];
    const weights = weightsOf(cosmos({ weights: [1, 0.4, 2], penalty: 3 }), losses);
    expectDerivatives(weights, (values) => objective(values, [1, 0.4, 2], 3), losses);
  });

  it('is the weighted sum with a penalty of 0', () => {
    expect(weightsOf(cosmos({ weights: [3, 1], penalty: 0 }), [1, 1e-10])).toEqual([3, 1]);
  });

  it('has exact weights at any scale', () => {
    // Multiplying the losses and λ by c changes nothing.
    const expected = near(weightsOf(cosmos(), [1, 3]));
    expect(weightsOf(cosmos({ penalty: 1e-10 }), [1e-10, 3e-10])).toEqual(expected);
    expect(weightsOf(cosmos({ penalty: 1e10 }), [1e10, 3e10])).toEqual(expected);
  });

  it('gives a single task weight 1, whatever its loss', () => {
    expect(weightsOf(cosmos(), [1e-10])).toEqual([1]);
  });

  it('is the weighted sum where all losses are 0, with the status degenerate', () => {
    const balancer = cosmos();
    expect(balancer.weigh({ losses: [0, 0] }, balancer.init(2))).toMatchObject({
      weights: [0.5, 0.5],
      status: 'degenerate',
    });
  });

  it('uses the preference of the present tasks', () => {
    const run = new BalancerRun(cosmos({ weights: [9, 3, 4], penalty: 0 }), 3);
    expect(run.weigh({ losses: [2, 1], tasks: [1, 2] })).toEqual([0, 3, 4]);
  });

  it.each<[string, CosmosOptions]>([
    ['penalty -1', { penalty: -1 }],
    ['penalty NaN', { penalty: Number.NaN }],
    ['weights 0, 0', { weights: [0, 0] }],
  ])('rejects %s', (_, options) => {
    expect(() => cosmos(options)).toThrow(InvalidOptionError);
  });

  it('rejects a list of the wrong length', () => {
    expect(() => cosmos({ weights: [1, 2] }).init(3)).toThrow(InvalidOptionError);
  });
});
