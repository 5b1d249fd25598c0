import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { metabalance } from '../../src/strategies/metabalance.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { answerTo, batchOf } from '../support/gradients.ts';
import { close, withZero } from '../support/textbook.ts';

describeBalancer(() => metabalance(), exceptions.metabalance);

describe('metabalance', () => {
  const lengths = (first: number, second: number) => batchOf([[first, 0], [0, second]]); // prettier-ignore

  it('scales norms towards that of the target', () => {
    // r = 0.7: w₁ = 0.7·2/8 + 0.3 = 0.475; the target weighs 1.
    const run = new BalancerRun(metabalance(), 2);
    expect(run.weigh(lengths(2, 8))).toEqual(close([1, 0.475], 12));
    // m ← 0.9·m + 0.1·n with its share of 1, 0.19: m₀ = (0.9·0.2 + 0.1·4)/0.19, m₁ = (0.9·0.8 + 0.1·8)/0.19:
    // w₁ = 0.7·0.58/1.52 + 0.3 = 0.567105.
    expect(run.weigh(lengths(4, 8))).toEqual(close([1, 0.7 * (0.58 / 1.52) + 0.3], 12));
  });

  it('scales all norms to the target with r = 1, and none with r = 0', () => {
    expect(answerTo(metabalance({ relax: 1, target: 1 }), [[2, 0], [0, 8]]).weights).toEqual(close([4, 1], 12)); // prettier-ignore
    expect(answerTo(metabalance({ relax: 0 }), [[2, 0], [0, 8]]).weights).toEqual([1, 1]); // prettier-ignore
  });

  it('keeps the norm of the target while it is absent, and waits for its first', () => {
    const run = new BalancerRun(metabalance({ relax: 1 }), 2);
    expect(run.weigh({ losses: [1], gramian: [[64]], tasks: [1] })).toEqual([0, 1]);
    expect(run.statuses.degenerate).toBe(1);
    run.weigh(lengths(2, 8));
    expect(run.weigh({ losses: [1], gramian: [[64]], tasks: [1] })).toEqual([0, expect.closeTo(0.25, 12)]);
  });

  it('gives a task without a gradient so far weight 1', () => {
    const answer = answerTo(metabalance({ target: 1 }), withZero);
    expect(answer.weights).toEqual([1, 1]);
    expect(answer.status).toBe('degenerate');
  });

  it('rejects options out of range', () => {
    expect(() => metabalance({ relax: 1.5 })).toThrow(InvalidOptionError);
    expect(() => metabalance({ decay: 1 })).toThrow(InvalidOptionError);
    expect(() => metabalance({ target: -1 })).toThrow(InvalidOptionError);
    expect(() => metabalance({ target: 2 }).init(2)).toThrow('an index of one of 2 tasks, received 2.');
    expect(() => metabalance({ target: 3 }).init(2)).toThrow('received 3.');
    expect(() => metabalance({ target: 1 }).init(2)).not.toThrow();
  });
});
