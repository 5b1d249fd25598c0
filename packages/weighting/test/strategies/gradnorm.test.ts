import { BalancerRun, EquipoiseError, InvalidOptionError, NonFiniteError, ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { gradnorm, type GradnormOptions } from '../../src/strategies/gradnorm.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => gradnorm());
describeBalancer(() => gradnorm({ alpha: 0, learningRate: 0.5 }));

/** What a batch tells of tasks with these losses and orthogonal gradients of these lengths. */
function batch(losses: readonly number[], norms: readonly number[]) {
  return { losses, gramian: norms.map((norm, row) => norms.map((_, column) => (row === column ? norm ** 2 : 0))) };
}

/** The weights after so many equal batches, and the mean of the last 100, since a step has a fixed length. */
function settle(first: ReturnType<typeof batch>, rest: ReturnType<typeof batch>, options: GradnormOptions): number[] {
  const run = new BalancerRun(gradnorm({ learningRate: 1e-3, ...options }), first.losses.length);
  run.weigh(first);
  for (let step = 0; step < 6000; step += 1) run.weigh(rest);
  const last = Array.from({ length: 100 }, () => run.weigh(rest));
  return first.losses.map((_, task) => last.reduce((total, weights) => total + (weights[task] ?? 0), 0) / 100);
}

const close = (value: number, digits = 12): unknown => expect.closeTo(value, digits);

describe('gradnorm', () => {
  it('gives equal weights in the first batch and learns from it for the second', () => {
    // n = [1, 3], w = [1, 1], r = [1, 1]: G = [1, 3], targets 2 and 2, gradients 1·(−1) and 3·(+1). Adam's first step is
    // 0.025 against the sign: w = [1.025, 0.975], whose sum is 2 already.
    const run = new BalancerRun(gradnorm(), 2);
    expect(run.weigh(batch([5, 5], [1, 3]))).toEqual([1, 1]);
    expect(run.weigh(batch([5, 5], [1, 3]))).toEqual([close(1.025), close(0.975)]);
  });

  it('rescales the weights to their sum', () => {
    // n = [1, 1, 4]: G = n, targets 2: signs −, −, +: w = [1.025, 1.025, 0.975] · 3/3.025.
    const run = new BalancerRun(gradnorm(), 3);
    run.weigh(batch([1, 1, 1], [1, 1, 4]));
    const expected = [1.025, 1.025, 0.975].map((weight) => close((weight * 3) / 3.025));
    expect(run.weigh(batch([1, 1, 1], [1, 1, 4]))).toEqual(expected);
  });

  it('matches the paper over three batches worked by hand', () => {
    // α = 1, η = 0.1, l(0) = [2, 4].
    // t=0: l = [2, 4], n = [2, 1]: r = [1, 1]; G = [2, 1]; target 1.5; gradients +2, −1; steps −0.1, +0.1: w = [0.9, 1.1].
    // t=1: l = [1, 4], n = [2, 1]: l/l(0) = [0.5, 1], mean 0.75, r = [2/3, 4/3]; G = [1.8, 1.1], mean 1.45,
    //      targets [0.96667, 1.93333]; gradients +2, −1 again, so Adam steps −0.1, +0.1: w = [0.8, 1.2].
    // t=2: l = [2, 1]: l/l(0) = [1, 0.25], mean 0.625, r = [1.6, 0.4]; n = [1, 2]: G = [0.8, 2.4], mean 1.6,
    //      targets [2.56, 0.64]; gradients −1 and +2.
    //      Task 0: m = 0.9·(0.9·0.2 + 0.2) + 0.1·(−1) = 0.242, m̂ = 0.242/0.271 = 0.8929889299;
    //              v = 0.999·(0.999·0.004 + 0.004) + 0.001 = 0.008988004, v̂ = v/0.002997001 = 2.9989993330, √v̂ = 1.7317619158;
    //              step −0.1·0.5156534058 = −0.0515653406.
    //      Task 1: m = 0.9·(0.9·(−0.1) − 0.1) + 0.2 = 0.029, m̂ = 0.1070110701; v = 0.999·(0.000999 + 0.001) + 0.004
    //              = 0.005997001, v̂ = 2.0010006670, √v̂ = 1.4145673073; step −0.1·0.0756493308 = −0.0075649331.
    //      w = [0.7484346594, 1.1924350669] · 2/1.9408697263 = [0.7712363682, 1.2287636318].
    const run = new BalancerRun(gradnorm({ alpha: 1, learningRate: 0.1 }), 2);
    run.weigh(batch([2, 4], [2, 1]));
    expect(run.weigh(batch([1, 4], [2, 1]))).toEqual([close(0.9), close(1.1)]);
    expect(run.weigh(batch([2, 1], [1, 2]))).toEqual([close(0.8), close(1.2)]);
    expect(run.weigh(batch([2, 1], [1, 2]))).toEqual([close(0.7712363682, 9), close(1.2287636318, 9)]);
  });

  it('raises the weight of the task that learns slowly', () => {
    // Equal gradients, task 1 has made no progress: r = [2/3, 4/3], so its target is above its G.
    const run = new BalancerRun(gradnorm(), 2);
    run.weigh(batch([1, 1], [1, 1]));
    run.weigh(batch([0.5, 1], [1, 1]));
    const [fast = 0, slow = 0] = run.weigh(batch([0.5, 1], [1, 1]));
    expect(slow).toBeGreaterThan(fast);
  });

  it('converges at equally long gradients, for any α, when all tasks learn equally fast', () => {
    // wᵢnᵢ equal and Σw = 3: w = 3·(1/n) / Σ(1/n) = 3·[1, ½, ¼] / 1.75.
    const stats = batch([2, 2, 2], [1, 2, 4]);
    const expected = [close(12 / 7, 2), close(6 / 7, 2), close(3 / 7, 2)];
    expect(settle(stats, stats, { alpha: 1.5 })).toEqual(expected);
    expect(settle(stats, stats, { alpha: 0 })).toEqual(expected);
  });

  it('converges at G = mean(G)·r^α for α = 1', () => {
    // l/l(0) = [0.2, 0.6], r = [0.5, 1.5], n = [1, 2]: w ∝ r/n = [0.5, 0.75], Σw = 2: w = [0.8, 1.2].
    const weights = settle(batch([1, 1], [1, 2]), batch([0.2, 0.6], [1, 2]), { alpha: 1 });
    expect(weights).toEqual([close(0.8, 2), close(1.2, 2)]);
  });

  it('sets the initial loss of a late task in its first batch', () => {
    const run = new BalancerRun(gradnorm({ alpha: 1 }), 2);
    run.weigh({ ...batch([8], [1]), tasks: [0] });
    run.weigh({ ...batch([4, 100], [1, 1]), tasks: [0, 1] });
    expect(run.state).toMatchObject({ tasks: [{ initialLoss: 8 }, { initialLoss: 100 }] });
  });

  it('does not change the state of absent tasks, and the sum of the weights', () => {
    const run = new BalancerRun(gradnorm(), 3);
    run.weigh(batch([1, 1, 1], [1, 2, 4]));
    const [, absent = 0] = run.weigh(batch([1, 1, 1], [1, 2, 4]));
    const { tasks: before } = run.state as { tasks: unknown[] };
    for (let step = 0; step < 50; step += 1) run.weigh({ ...batch([0.5, 0.1], [1, 4]), tasks: [0, 2] });
    const { tasks: after } = run.state as { tasks: unknown[] };
    expect(after[1]).toEqual(before[1]);
    const weights = run.weigh(batch([1, 1, 1], [1, 2, 4]));
    expect(weights[1]).not.toBe(absent); // It moved in the second batch, and in none after that.
    expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(3, 12);
  });

  it('leaves out a task with a zero gradient, with the status degenerate', () => {
    const balancer = gradnorm();
    let answer = balancer.weigh(batch([1, 1, 1], [0, 1, 2]), balancer.init(3));
    for (let step = 0; step < 200; step += 1) answer = balancer.weigh(batch([1, 1, 1], [0, 1, 2]), answer.state);
    expect(answer.status).toBe('degenerate');
    expect(answer.weights).toEqual([1, close(4 / 3, 1), close(2 / 3, 1)]);
  });

  it('uses the first loss above 0 as the initial loss', () => {
    const balancer = gradnorm();
    const zero = balancer.weigh(batch([0, 1], [1, 1]), balancer.init(2));
    expect(zero.status).toBe('degenerate');
    expect(zero.state.tasks[0]).toEqual(balancer.init(2).tasks[0]);
    expect(balancer.weigh(batch([3, 1], [1, 1]), zero.state).state.tasks[0]?.initialLoss).toBe(3);
  });

  it('treats all tasks as equally fast when all losses are 0', () => {
    // n = [1, 3] and r = [1, 1] as in the first test; the second batch has the same gradients, so Adam's steps are 0.025 again.
    const run = new BalancerRun(gradnorm(), 2);
    run.weigh(batch([5, 5], [1, 3]));
    run.weigh(batch([0, 0], [1, 3]));
    expect(run.weigh(batch([5, 5], [1, 3]))).toEqual([close(1.05), close(0.95)]);
  });

  it('ignores rounding errors of the norms', () => {
    // The mean of three times 0.1 is 0.10000000000000002 in float64.
    const { state } = gradnorm().weigh(batch([1, 1, 1], [0.1, 0.1, 0.1]), gradnorm().init(3));
    expect(state.tasks.map(({ moments }) => moments.first)).toEqual([0, 0, 0]);
  });

  it('keeps every weight above 0', () => {
    const stats = batch([1, 1], [1e-3, 1e6]);
    const run = new BalancerRun(gradnorm({ learningRate: 0.3 }), 2);
    for (let step = 0; step < 500; step += 1) {
      for (const weight of run.weigh(stats)) expect(weight).toBeGreaterThan(0);
    }
  });

  it.each([1e-10, 1e10])('is independent of the scale of the gradients: %s', (factor) => {
    const [one, other] = [new BalancerRun(gradnorm(), 2), new BalancerRun(gradnorm(), 2)];
    for (let step = 1; step < 50; step += 1) {
      const weights = one.weigh(batch([1 / step, 1], [1, 3]));
      expect(other.weigh(batch([1 / step, 1], [factor, 3 * factor]))).toEqual(
        weights.map((weight) => close(weight, 9)),
      );
    }
  });

  it('names the task of an invalid number in one sentence', () => {
    const run = new BalancerRun(gradnorm(), 2);
    expect(() => run.weigh(batch([1, Number.NaN], [1, 1]))).toThrow(
      new NonFiniteError('gradnorm: the loss of task 1 is NaN.'),
    );
    expect(() => run.weigh(batch([-1, 1], [1, 1]))).toThrow(EquipoiseError);
    expect(() => run.weigh(batch([1, 1], [1, Number.NaN]))).toThrow(
      new NonFiniteError('gradnorm: the squared gradient length of task 1 is NaN.'),
    );
    expect(() => run.weigh(batch([1, 1, 1], [1, 1, 1]))).toThrow(ShapeError);
    expect(() => run.weigh(batch([1, 1], [1]))).toThrow(ShapeError);
  });

  it.each([
    ['alpha -0.1', { alpha: -0.1 }],
    ['alpha NaN', { alpha: Number.NaN }],
    ['learningRate 0', { learningRate: 0 }],
    ['learningRate Infinity', { learningRate: Number.POSITIVE_INFINITY }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => gradnorm(options)).toThrow(InvalidOptionError);
  });
});
