import { BalancerRun, EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { stch, type StchOptions } from '../../src/strategies/stch.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => stch());
describeBalancer(() => stch({ smoothing: 1e-3 }));
describeBalancer(() => stch({ variant: 'log-losses', warmUp: 1 }));

/** μ·log Σ exp(λᵢ(lᵢ − zᵢ)/μ), as it is written. */
function objective(losses: readonly number[], lambdas: readonly number[], mu: number, z: readonly number[]): number {
  return mu * Math.log(losses.reduce((sum, l, i) => sum + Math.exp(((lambdas[i] ?? 0) * (l - (z[i] ?? 0))) / mu), 0));
}

describe('stch', () => {
  it('has TorchJD’s value log 2 at [0, 0], and equal weights there', () => {
    expect(objective([0, 0], [0.5, 0.5], 1, [0, 0])).toBeCloseTo(Math.log(2), 15);
    expect(weightsOf(stch(), [0, 0])).toEqual([0.25, 0.25]); // λᵢ·softmaxᵢ = ½·½
  });

  it('matches the formula on a worked example', () => {
    // λ = [1, 2], z = [0, 1], μ = 2 at l = [4, 2]: λ∘(l − z)/μ = [2, 1]; softmax = [e, 1]/(e + 1) = [0.731058579, 0.268941421],
    // times λ.
    const weights = weightsOf(stch({ weights: [1, 2], reference: [0, 1], smoothing: 2 }), [4, 2]);
    expect(weights).toEqual([expect.closeTo(0.731058579, 8), expect.closeTo(0.537882843, 8)]);
  });

  it('is the derivative of the smooth maximum', () => {
    const losses = [0.3, 2, -1];
    const weights = weightsOf(stch({ weights: [1, 0.4, 2], reference: [0, 1, -2], smoothing: 0.3 }), losses);
    expectDerivatives(weights, (values) => objective(values, [1, 0.4, 2], 0.3, [0, 1, -2]), losses);
  });

  it('tends to the maximum as μ tends to 0, and to the mean as μ grows', () => {
    expect(weightsOf(stch({ smoothing: 1e-9 }), [1, 3, 2])).toEqual([0, 1 / 3, 0]);
    expect(weightsOf(stch({ smoothing: 1e12 }), [1, 3, 2])).toEqual(
      [1, 1, 1].map(() => expect.closeTo(1 / 9, 10) as unknown),
    );
  });

  it('does not overflow', () => {
    expect(weightsOf(stch({ smoothing: 1e-6 }), [1e10, 1e-10])).toEqual([0.5, 0]);
    expect(weightsOf(stch(), [5])).toEqual([1]);
  });

  describe('with logarithms', () => {
    const options: StchOptions = { variant: 'log-losses', smoothing: 0.5, warmUp: 1 };

    it('minimises Σ log l until the epoch after the warm-up has ended', () => {
      const run = new BalancerRun(stch(options), 2);
      for (let epoch = 0; epoch < 2; epoch += 1) {
        expect(run.weigh({ losses: [0.5, 4] })).toEqual(near([2, 0.25]));
        run.endEpoch([1, 2]);
      }
      expect(run.weigh({ losses: [0.5, 4] })).not.toEqual(near([2, 0.25]));
    });

    it('matches the formula from there on', () => {
      // n = [1, 2]; l = [2, 2]: log(l/n) = [log 2, 0], /μ = [log 4, 0]: softmax = [0.8, 0.2]; w = 2·[0.8, 0.2]/2 = [0.8, 0.2].
      const run = new BalancerRun(stch(options), 2);
      run.endEpoch([9, 9]);
      run.endEpoch([1, 2]);
      run.endEpoch([7, 7]);
      expect(run.weigh({ losses: [2, 2] })).toEqual(near([0.8, 0.2]));
      const losses = [0.7, 3];
      const value = ([a = 0, b = 0]: readonly number[]): number => 0.5 * 2 * Math.log(a ** 2 + (b / 2) ** 2); // (l/n)^(1/μ)
      expectDerivatives(run.weigh({ losses }), value, losses);
    });

    it('resumes after the warm-up like an uninterrupted run', () => {
      const run = new BalancerRun(stch(options), 2);
      for (const means of [
        [9, 9],
        [1, 2],
        [7, 7],
      ])
        run.endEpoch(means);
      const saved: unknown = JSON.parse(JSON.stringify(run.state));
      expect(new BalancerRun(stch(options), 2, saved).weigh({ losses: [2, 2] })).toEqual(near([0.8, 0.2]));
    });

    it('waits for a task that was absent', () => {
      const run = new BalancerRun(stch({ ...options, warmUp: 0 }), 2);
      run.endEpoch([1, 0]);
      expect(run.weigh({ losses: [2, 4] })).toEqual(near([0.5, 0.25]));
      run.endEpoch([5, 4]);
      expect(run.weigh({ losses: [2, 4] })).toEqual(near([0.8, 0.1])); // log(l/n)/μ = [log 4, 0]; w = 2·[0.8, 0.2]/[2, 4]
    });

    it('leaves a loss of 0 out, and rejects a negative one', () => {
      const balancer = stch(options);
      expect(balancer.weigh({ losses: [0, 4] }, balancer.init(2))).toMatchObject({
        weights: [0, 0.25],
        status: 'degenerate',
      });
      expect(() => weightsOf(balancer, [-1, 4])).toThrow(EquipoiseError);
    });
  });

  it.each<[string, StchOptions]>([
    ['smoothing 0', { smoothing: 0 }],
    ['weights 0, 0', { weights: [0, 0] }],
    ['reference Infinity', { reference: [Number.POSITIVE_INFINITY] }],
    ['log-losses with warmUp -1', { variant: 'log-losses', warmUp: -1 }],
    ['log-losses with weights 1, 1', { variant: 'log-losses', weights: [1, 1] }],
    ['log-losses with reference 1, 1', { variant: 'log-losses', reference: [1, 1] }],
    ['warmUp 3', { warmUp: 3 }],
  ])('rejects %s', (_, options) => {
    expect(() => stch(options)).toThrow(InvalidOptionError);
  });

  it('says what its variant leaves out, and has the warm-up of its variant in its config', () => {
    expect(() => stch({ warmUp: 3 })).toThrow('`warmUp` must be left out with the variant losses');
    expect(() => stch({ variant: 'log-losses', weights: [1] })).toThrow('left out with the variant log-losses');
    expect(stch({ variant: 'log-losses', warmUp: 3 }).config?.options.warmUp).toBe(3);
    expect(stch({ variant: 'log-losses' }).config?.options.warmUp).toBe(4);
    expect(stch().config?.options).not.toHaveProperty('warmUp');
  });

  it('rejects lists of the wrong length, and unknown variants', () => {
    expect(() => stch({ weights: [1, 2] }).init(3)).toThrow(InvalidOptionError);
    expect(() => stch(JSON.parse('{"variant":"nadir"}') as StchOptions)).toThrow(InvalidOptionError);
  });
});
