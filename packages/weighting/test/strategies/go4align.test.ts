import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { go4align } from '../../src/strategies/go4align.ts';
import { near, weightsOf, weightsOver } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => go4align());
describeBalancer(() => go4align({ groups: 3, stepSize: 0.1 }));

describe('go4align', () => {
  it('matches the formula on a worked example', () => {
    // β = 0: q = ⅓, Σl = 7, ω = ⅓·[7/1, 7/2, 7/4] = [7/3, 7/6, 7/12]. Of the two ways to make two groups, {7/12, 7/6} and {7/3}
    // costs (7/12)²/2, {7/12} and {7/6, 7/3} costs (7/6)²/2. So w = [7/3, 7/8, 7/8].
    expect(weightsOf(go4align({ stepSize: 0 }), [1, 2, 4])).toEqual(near([7 / 3, 7 / 8, 7 / 8]));
  });

  it('updates q with the losses before it computes the weights, and keeps it', () => {
    // β = log 2, l = [1, 2], each its own group: q ∝ [½, ¼] = [⅔, ⅓]; ω = [⅔·3/1, ⅓·3/2] = [2, ½].
    // Then l = [1, 1]: q stays [⅔, ⅓]; ω = 2·q = [4/3, 2/3].
    const weights = weightsOver(go4align({ stepSize: Math.LN2 }), [
      [1, 2],
      [1, 1],
    ]);
    expect(weights).toEqual([near([2, 0.5]), near([4 / 3, 2 / 3])]);
  });

  it('gives all tasks of a single cluster the mean weight', () => {
    expect(weightsOf(go4align({ groups: 1, stepSize: 0 }), [1, 3])).toEqual(near([4 / 3, 4 / 3])); // ω = [2, 2/3]
  });

  it('gives a single task weight 1, at any scale', () => {
    expect(weightsOf(go4align(), [1e-10])).toEqual([1]);
    expect(weightsOf(go4align({ groups: 1 }), [1e10])).toEqual([1]);
  });

  it('leaves out a loss of 0, with the status degenerate', () => {
    const balancer = go4align({ stepSize: 0 });
    const answer = balancer.weigh({ losses: [1, 0, 2, 4] }, balancer.init(4));
    expect(answer).toMatchObject({ weights: [...near([7 / 3]), 0, ...near([7 / 8, 7 / 8])], status: 'degenerate' });
  });

  it('does not change the state of an absent task', () => {
    const run = new BalancerRun(go4align({ stepSize: 1 }), 3);
    run.weigh({ losses: [1, 2, 3] });
    run.weigh({ losses: [1, 1], tasks: [0, 2] });
    expect(run.state).toEqual({ tasks: [-2, -2, -4] });
  });

  it('rejects a negative loss', () => {
    expect(() => weightsOf(go4align(), [1, -1])).toThrow(
      'go4align: the loss of task 1 must be at least 0, received -1.',
    );
  });

  it.each([
    ['groups 0', { groups: 0 }],
    ['groups 1.5', { groups: 1.5 }],
    ['groups NaN', { groups: Number.NaN }],
    ['stepSize -1', { stepSize: -1 }],
  ] as const)('rejects %s', (_, options) => {
    expect(() => go4align(options)).toThrow(InvalidOptionError);
  });
});
