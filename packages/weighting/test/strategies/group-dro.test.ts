import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { groupDro } from '../../src/strategies/group-dro.ts';
import { near, weightsOf, weightsOver } from '../support/answers.ts';
import { describeBalancer } from '../support/describe-balancer.ts';

describeBalancer(() => groupDro());
describeBalancer(() => groupDro({ stepSize: 10 }));

describe('group-dro', () => {
  it('matches the formula on a worked example', () => {
    // η = log 2, q = [½, ½], l = [1, 3]: q·2^l = [1, 4], /5 = [0.2, 0.8]. Then l = [2, 1]: [0.8, 1.6]/2.4 = [⅓, ⅔].
    const weights = weightsOver(groupDro({ stepSize: Math.LN2 }), [
      [1, 3],
      [2, 1],
    ]);
    expect(weights).toEqual([near([0.2, 0.8]), near([1 / 3, 2 / 3])]);
  });

  it('gives all weight to the largest loss eventually', () => {
    const weights = weightsOver(groupDro(), new Array<number[]>(5000).fill([1, 2, 1.5])).at(-1);
    expect(weights).toEqual([0, 1, 0].map((weight) => expect.closeTo(weight, 10) as unknown));
  });

  it('is independent of a constant added to all losses, and accepts negative ones', () => {
    expect(weightsOf(groupDro(), [-3, 4])).toEqual(near(weightsOf(groupDro(), [0, 7])));
  });

  it('neither over- nor underflows', () => {
    expect(
      weightsOver(groupDro({ stepSize: 1 }), [
        [1e10, 0],
        [0, 1e10],
        [0, 1],
      ]),
    ).toEqual([[1, 0], [0.5, 0.5], near([1, Math.E].map((x) => x / (1 + Math.E)))]);
    expect(weightsOf(groupDro(), [5])).toEqual([1]);
  });

  it('does not change the state of an absent task, as with a loss of 0', () => {
    const run = new BalancerRun(groupDro({ stepSize: 1 }), 3);
    run.weigh({ losses: [1, 2, 3] });
    expect(run.weigh({ losses: [2, 1], tasks: [0, 2] })).toEqual(near([1 / (1 + Math.E), 0, Math.E / (1 + Math.E)])); // log q = [3, ·, 4]
    expect(run.state).toEqual({ tasks: [3, 2, 4] });
  });

  it.each([0, -1, Number.NaN])('rejects the step size %s', (stepSize) => {
    expect(() => groupDro({ stepSize })).toThrow(InvalidOptionError);
  });
});
