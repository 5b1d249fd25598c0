import { BalancerRun, InvalidOptionError, NonFiniteError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { igb } from '../../src/strategies/igb.ts';
import { near, weightsOf } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => igb());
describeBalancer(() => igb({ baseEpoch: 3 }));

describe('igb', () => {
  it('minimises Σ log l until the first epoch has ended', () => {
    expect(weightsOf(igb(), [0.5, 4])).toEqual(near([2, 0.25]));
  });

  it('matches the formula from there on', () => {
    // b = [2, 4], l = [2, 2]: l/b = [1, ½]; g = 2·softmax([1, ½]) = 2·[e^½, 1]/(e^½ + 1); w = g/2.
    const run = new BalancerRun(igb(), 2);
    run.endEpoch([2, 4]);
    run.endEpoch([1, 1]);
    expect(run.weigh({ losses: [2, 2] })).toEqual(near([1 / (1 + Math.exp(-0.5)), 1 / (1 + Math.exp(0.5))]));
  });

  it('uses the baseline epoch that the option names', () => {
    const run = new BalancerRun(igb({ baseEpoch: 2 }), 2);
    run.endEpoch([9, 9]);
    expect(run.weigh({ losses: [0.5, 4] })).toEqual(near([2, 0.25]));
    run.endEpoch([2, 4]);
    expect(run.state).toEqual({
      tasks: [
        { epochs: 2, base: 2 },
        { epochs: 2, base: 4 },
      ],
    });
  });

  it('has weighted losses that add up to K and are independent of the scale of a loss', () => {
    const run = new BalancerRun(igb(), 3);
    run.endEpoch([1, 1e-10, 1e10]);
    const weights = run.weigh({ losses: [0.5, 0.7e-10, 0.1e10] });
    const plain = new BalancerRun(igb(), 3);
    plain.endEpoch([1, 1, 1]);
    const expected = plain.weigh({ losses: [0.5, 0.7, 0.1] });
    expect(weights.map((w, task) => w * ([1, 1e-10, 1e10][task] ?? 0))).toEqual(near(expected));
    expect(expected.reduce((sum, w, task) => sum + w * ([0.5, 0.7, 0.1][task] ?? 0), 0)).toBeCloseTo(3, 12);
  });

  it('gives a task without a baseline the ratio 1', () => {
    const run = new BalancerRun(igb(), 2);
    run.endEpoch([2, 0]);
    expect(run.weigh({ losses: [2, 70] })).toEqual(near([0.5, 1 / 70]));
    run.endEpoch([1, 35]);
    expect(run.state).toEqual({
      tasks: [
        { epochs: 1, base: 2 },
        { epochs: 1, base: 35 },
      ],
    });
  });

  it('leaves out a loss of 0, with the status degenerate', () => {
    const balancer = igb();
    expect(balancer.weigh({ losses: [0, 4] }, balancer.init(2))).toMatchObject({
      weights: [0, 0.25],
      status: 'degenerate',
    });
  });

  it('weights a single task by the inverse loss', () => {
    expect(weightsOf(igb(), [8])).toEqual([0.125]);
  });

  it('names the task with an invalid loss or mean loss', () => {
    expect(() => weightsOf(igb(), [1, -2])).toThrow('igb: the loss of task 1 must be at least 0, received -2.');
    const run = new BalancerRun(igb(), 2);
    expect(() => run.endEpoch([1, Number.NaN])).toThrow(new NonFiniteError('igb: the loss of task 1 is NaN.'));
  });

  it.each([0, -1, Number.NaN])('rejects the baseline epoch %s', (baseEpoch) => {
    expect(() => igb({ baseEpoch })).toThrow(InvalidOptionError);
  });
});
