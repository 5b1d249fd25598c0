import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { lbtw } from '../../src/strategies/lbtw.ts';
import { near, weightsOf } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => lbtw());
describeBalancer(() => lbtw({ alpha: 2 }));
describeBalancer(() => lbtw({ alpha: 0 }));

describe('lbtw', () => {
  it('gives equal weights in the first batch of an epoch', () => {
    expect(weightsOf(lbtw(), [1, 70])).toEqual([1, 1]);
  });

  it('matches the formula on a worked example', () => {
    // l₀ = [1, 8], l = [0.25, 8]: (l/l₀)^½ = [½, 1], w = 2·[½, 1]/1.5 = [2/3, 4/3].
    const run = new BalancerRun(lbtw(), 2);
    run.weigh({ losses: [1, 8] });
    expect(run.weigh({ losses: [0.25, 8] })).toEqual(near([2 / 3, 4 / 3]));
    // l = [9, 2]: [3, ½], w = 2·[3, ½]/3.5.
    expect(run.weigh({ losses: [9, 2] })).toEqual(near([12 / 7, 2 / 7]));
  });

  it('resets the first losses in every epoch', () => {
    const run = new BalancerRun(lbtw(), 2);
    run.weigh({ losses: [1, 8] });
    run.endEpoch([1, 8]);
    expect(run.weigh({ losses: [0.25, 8] })).toEqual([1, 1]);
    expect(run.weigh({ losses: [0.25, 2] })).toEqual(near([4 / 3, 2 / 3]));
  });

  it('gives equal weights with α = 0', () => {
    const run = new BalancerRun(lbtw({ alpha: 0 }), 2);
    run.weigh({ losses: [1, 8] });
    expect(run.weigh({ losses: [0.25, 0] })).toEqual([1, 1]);
  });

  it('does not change the state of an absent task, and sets its first loss in its first batch', () => {
    const run = new BalancerRun(lbtw({ alpha: 1 }), 3);
    run.weigh({ losses: [1, 3], tasks: [0, 2] });
    expect(run.state).toEqual({ tasks: [1, null, 3] });
    expect(run.weigh({ losses: [0.5, 9, 3] })).toEqual(near([0.6, 1.2, 1.2]));
    expect(run.state).toEqual({ tasks: [1, 9, 3] });
  });

  it('uses the first loss above 0, and gives a loss of 0 weight 0', () => {
    const run = new BalancerRun(lbtw(), 2);
    expect(run.weigh({ losses: [0, 5] })).toEqual([0, 2]);
    expect(run.weigh({ losses: [7, 5] })).toEqual([1, 1]);
  });

  it('has the status degenerate while a task has no first loss', () => {
    const balancer = lbtw();
    const { status, state } = balancer.weigh({ losses: [0, 5] }, balancer.init(2));
    expect(status).toBe('degenerate');
    expect(balancer.weigh({ losses: [3, 5] }, state)).toMatchObject({ weights: [1, 1], status: 'solved' });
  });

  it('gives all tasks weight 1 where all losses are 0, with the status degenerate', () => {
    const balancer = lbtw();
    expect(balancer.weigh({ losses: [0, 0] }, balancer.init(2))).toMatchObject({
      weights: [1, 1],
      status: 'degenerate',
    });
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(lbtw(), [-1])).toThrow('lbtw: the loss of task 0 must be at least 0, received -1.');
  });

  it.each([-1, Number.NaN])('rejects the α %s', (alpha) => {
    expect(() => lbtw({ alpha })).toThrow(InvalidOptionError);
  });
});
