import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { psmgd } from '../../src/strategies/psmgd.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { batchOf } from '../support/gradients.ts';
import { close, textbook } from '../support/textbook.ts';

describeBalancer(() => psmgd());
describeBalancer(() => psmgd({ inner: 'upgrad', period: 2, smoothing: 0 }));

const orthogonal = [
  [1, 0],
  [0, 1],
];

describe('psmgd', () => {
  it('computes the weights every R batches and keeps them in between', () => {
    // MGDA: [0.6, 0.4] for the first batch; [0.5, 0.5] for the others: 0.9·0.6 + 0.1·0.5 = 0.59 in the fourth.
    const run = new BalancerRun(psmgd({ period: 3 }), 2);
    expect(run.weigh(batchOf(textbook))).toEqual(close([0.6, 0.4], 12));
    expect(run.weigh(batchOf(orthogonal))).toEqual(close([0.6, 0.4], 12));
    expect(run.weigh(batchOf(orthogonal))).toEqual(close([0.6, 0.4], 12));
    expect(run.weigh(batchOf(orthogonal))).toEqual(close([0.59, 0.41], 12));
  });

  it('gives the kept weights ahead of the batch', () => {
    const balancer = psmgd({ period: 2 });
    const first = balancer.init(2);
    expect(balancer.weightsAhead?.({}, first)).toBeUndefined();
    const { state } = balancer.weigh(batchOf(textbook), first);
    expect(balancer.weightsAhead?.({}, state)).toEqual(close([0.6, 0.4], 12));
    const run = new BalancerRun(balancer, 2, state);
    expect(run.weigh({ losses: [1, 1] })).toEqual(close([0.6, 0.4], 12));
    expect(balancer.weightsAhead?.({}, run.state as typeof state)).toBeUndefined();
  });

  it('computes them for a new task', () => {
    const run = new BalancerRun(psmgd({ period: 100, smoothing: 0 }), 3);
    run.weigh({ ...batchOf(textbook), tasks: [0, 1] });
    expect(run.weigh({ ...batchOf(orthogonal), tasks: [0, 2] })).toEqual(close([0.5, 0, 0.5], 12));
  });

  it('rejects options out of range', () => {
    expect(() => psmgd({ period: 0 })).toThrow(InvalidOptionError);
    expect(() => psmgd({ period: 1.5 })).toThrow(InvalidOptionError);
    expect(() => psmgd({ smoothing: 1 })).toThrow(InvalidOptionError);
  });
});
