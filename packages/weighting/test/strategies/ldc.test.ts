import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { ldc, type LdcOptions, type LdcState } from '../../src/strategies/ldc.ts';
import { near, weightsOf } from '../support/answers.ts';
import { expectDerivatives } from '../support/derivatives.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => ldc());
describeBalancer(() => ldc({ variant: 'losses', learningRate: 0.1 }));

/** p of each task in a state. */
function parts(state: unknown): number[] {
  return (state as LdcState).tasks.map(({ logit }) => 1 / (1 + Math.exp(-logit)));
}

/** F as it is written, with the sum of p in the denominator held fixed. */
function objective(p: readonly number[], measures: readonly number[], lambda: number, total: number): number {
  const terms = measures.map((measure, task) => (p[task] ?? 0) * measure);
  const gaps = terms.slice(1).map((term, task) => Math.abs((terms[task] ?? 0) - term));
  return terms.reduce((sum, term) => sum + term, 0) / total + lambda * gaps.reduce((sum, gap) => sum + gap, 0);
}

describe('ldc', () => {
  it('matches the formula on a worked example', () => {
    // θ = 0: p = ½, Σp = 1.5; l = [1, 3, 2]: u = [½, 1.5, 1]; signs −, +; slopes 2/3 + λ·[−1, 2, −1], λ = 0.1:
    // w = ½·[0.566667, 0.866667, 0.566667].
    const weights = weightsOf(ldc({ variant: 'losses', penalty: 0.1 }), [1, 3, 2]);
    expect(weights).toEqual(near([17 / 60, 26 / 60, 17 / 60]));
  });

  it('begins an epoch with w = 1 / (K·l) on logarithms, where all log ratios are 0', () => {
    expect(weightsOf(ldc(), [0.5, 4])).toEqual(near([1, 1 / 8]));
  });

  it.each<[string, LdcOptions]>([
    ['variant log-ratio', { penalty: 0.3, learningRate: 0.1 }],
    ['variant losses', { variant: 'losses', penalty: 0.3, learningRate: 0.1 }],
  ])('follows its objective’s derivatives in the losses and in θ: %s', (_, options) => {
    const run = new BalancerRun(ldc(options), 3);
    const first = [2, 3, 5];
    run.weigh({ losses: first });
    run.weigh({ losses: [1, 3.5, 2] });
    const before = run.state as LdcState;
    const p = parts(before);
    const total = p.reduce((sum, part) => sum + part, 0);
    const losses = [1.5, 1, 4.5];
    const measure = (values: readonly number[]): number[] =>
      values.map((loss, task) => (options.variant === 'losses' ? loss : Math.log(loss / (first[task] ?? 1))));
    const weights = run.weigh({ losses });
    expectDerivatives(weights, (values) => objective(p, measure(values), 0.3, total), losses);
    const logits = before.tasks.map(({ logit }) => logit);
    const value = (thetas: readonly number[]): number =>
      objective(
        thetas.map((theta) => 1 / (1 + Math.exp(-theta))),
        measure(losses),
        0.3,
        total,
      );
    const gradient = (run.state as LdcState).tasks.map(
      ({ moments }, task) => (moments.first - 0.9 * (before.tasks[task]?.moments.first ?? 0)) / 0.1,
    );
    expectDerivatives(gradient, value, logits);
  });

  it('compares adjacent tasks only, so that the order matters', () => {
    // Slopes 1/1.5 + 0.1·[−1, 0, 1] at l = [1, 2, 3], and [−1, 2, −1] at [1, 3, 2].
    const weights = weightsOf(ldc({ variant: 'losses', penalty: 0.1 }), [1, 2, 3]);
    expect(weights).toEqual(near([17 / 60, 20 / 60, 23 / 60]));
  });

  it('reduces the differences between the weighted losses in training', () => {
    const losses = [1, 2, 4];
    const run = new BalancerRun(ldc({ variant: 'losses', penalty: 5, learningRate: 0.01 }), 3);
    for (let step = 0; step < 400; step += 1) run.weigh({ losses });
    const terms = parts(run.state).map((part, task) => part * (losses[task] ?? 0));
    expect(Math.max(...terms) / Math.min(...terms)).toBeLessThan(1.2); // From 4.
  });

  it('resets the first losses in every epoch', () => {
    const run = new BalancerRun(ldc(), 2);
    run.weigh({ losses: [1, 1] });
    run.endEpoch([1, 1]);
    expect(run.state).toMatchObject({ tasks: [{ firstLoss: null }, { firstLoss: null }] });
    run.weigh({ losses: [3, 4] });
    expect(run.state).toMatchObject({ tasks: [{ firstLoss: 3 }, { firstLoss: 4 }] });
  });

  it('is independent of the scale of a loss on logarithms', () => {
    const run = (scales: readonly number[]): readonly number[] => {
      const balancerRun = new BalancerRun(ldc({ learningRate: 0.1 }), 2);
      balancerRun.weigh({ losses: scales });
      balancerRun.weigh({ losses: [2, 0.3].map((loss, task) => loss * (scales[task] ?? 0)) });
      return balancerRun.weigh({ losses: [0.5, 0.2].map((loss, task) => loss * (scales[task] ?? 0)) });
    };
    expect(run([1e-10, 1e10]).map((weight, task) => weight * ([1e-10, 1e10][task] ?? 0))).toEqual(near(run([1, 1])));
  });

  it('does not change the state of absent tasks, nor with logarithms of a loss of 0', () => {
    const balancer = ldc();
    const { state } = balancer.weigh({ losses: [1, 2, 3, 4] }, balancer.init(4));
    const answer = balancer.weigh({ losses: [2, 0, 3], tasks: [0, 1, 3] }, state);
    expect(answer).toMatchObject({ status: 'degenerate', weights: [expect.any(Number), 0, expect.any(Number)] });
    expect(answer.state.tasks[1]).toEqual(state.tasks[1]);
    expect(answer.state.tasks[2]).toEqual(state.tasks[2]);
    expect(answer.state.tasks[3]).not.toEqual(state.tasks[3]);
  });

  it('handles a single task', () => {
    expect(weightsOf(ldc(), [4])).toEqual([0.25]); // p/Σp/l
    expect(weightsOf(ldc({ variant: 'losses' }), [4])).toEqual([1]);
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(ldc(), [-1])).toThrow('ldc: the loss of task 0 must be at least 0, received -1.');
  });

  it.each([
    ['penalty -1', { penalty: -1 }],
    ['penalty NaN', { penalty: Number.NaN }],
    ['learningRate 0', { learningRate: 0 }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => ldc(options)).toThrow(InvalidOptionError);
  });

  it('rejects an unknown variant', () => {
    expect(() => ldc(JSON.parse('{"variant":"log"}') as LdcOptions)).toThrow('one of log-ratio, losses');
  });
});
