import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { pbi, type PbiOptions } from '../../src/strategies/pbi.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => pbi(), ['answers no negative weight']);
describeBalancer(() => pbi({ penalty: 0 }));

/** d₁ + θ·d₂ from the definition of the two distances. */
function objective(
  losses: readonly number[],
  direction: readonly number[],
  theta: number,
  z: readonly number[],
): number {
  const length = Math.hypot(...direction);
  const gaps = losses.map((loss, task) => loss - (z[task] ?? 0));
  const along = gaps.reduce((sum, gap, task) => sum + (gap * (direction[task] ?? 0)) / length, 0);
  return along + theta * Math.hypot(...gaps.map((gap, task) => gap - (along * (direction[task] ?? 0)) / length));
}

describe('pbi', () => {
  it('matches the formula on a worked example', () => {
    // l = [2, 0], λ = [1, 1], θ = 1: u = [1, 1]/√2, d₁ = √2, r = [2, 0] − [1, 1] = [1, −1], ‖r‖ = √2:
    // w = [1 + 1, 1 − 1]/√2 = [√2, 0].
    const [first, second] = weightsOf(pbi({ weights: [1, 1], penalty: 1 }), [2, 0]);
    expect(first).toBeCloseTo(Math.SQRT2, 14);
    expect(second).toBeCloseTo(0, 14);
  });

  it('agrees with TorchJD’s value 2√2 at [2, 0]', () => {
    // L is homogeneous of degree 1 in l, so L = Σ wᵢlᵢ.
    const [first = 0, second = 0] = weightsOf(pbi({ penalty: 1 }), [2, 0]);
    expect(first * 2 + second * 0).toBeCloseTo(2 * Math.SQRT2, 12);
    expect(objective([2, 0], [1, 1], 1, [0, 0])).toBeCloseTo(2 * Math.SQRT2, 12);
  });

  it('is the derivative of d₁ + θ·d₂', () => {
    const losses = [0.3, 2, -1];
    const options = { weights: [1, 0.4, 2], reference: [0, 1, -2], penalty: 5 };
    const value = (values: readonly number[]): number => objective(values, options.weights, 5, options.reference);
    expectDerivatives(weightsOf(pbi(options), losses), value, losses);
  });

  it('is the derivative at losses far below TorchJD’s ε, too', () => {
    const tiny = weightsOf(pbi(), [1e-10, 3e-10]);
    expect(tiny).toEqual(near(weightsOf(pbi(), [1, 3])));
    expect(weightsOf(pbi(), [1e10, 3e10])).toEqual(near(tiny));
  });

  it('increases a loss that is too low for the direction', () => {
    const [good = 0, bad = 0] = weightsOf(pbi(), [0.1, 2]);
    expect(good).toBeLessThan(0);
    expect(bad).toBeGreaterThan(0);
  });

  it('steps along the direction on it, with the status degenerate', () => {
    const balancer = pbi({ weights: [3, 4] });
    expect(balancer.weigh({ losses: [0.3, 0.4] }, balancer.init(2))).toEqual({
      weights: near([0.6, 0.8]),
      state: { taskCount: 2 },
      status: 'degenerate',
    });
    expect(balancer.weigh({ losses: [0, 0] }, balancer.init(2)).weights).toEqual(near([0.6, 0.8]));
  });

  it('gives a single task weight 1, whatever its loss', () => {
    const balancer = pbi();
    expect(balancer.weigh({ losses: [1e-10] }, balancer.init(1))).toMatchObject({ weights: [1], status: 'solved' });
  });

  it('uses the direction of the present tasks', () => {
    const run = new BalancerRun(pbi({ weights: [9, 3, 4], penalty: 0 }), 3);
    expect(run.weigh({ losses: [2, 1], tasks: [1, 2] })).toEqual(near([0, 0.6, 0.8]));
  });

  it.each<[string, PbiOptions]>([
    ['penalty -1', { penalty: -1 }],
    ['weights 0', { weights: [0] }],
    ['weights -1, 1', { weights: [-1, 1] }],
    ['reference NaN', { reference: [Number.NaN] }],
  ])('rejects %s', (_, options) => {
    expect(() => pbi(options)).toThrow(InvalidOptionError);
  });

  it('rejects lists of the wrong length', () => {
    expect(() => pbi({ weights: [1, 2] }).init(3)).toThrow(InvalidOptionError);
  });
});
