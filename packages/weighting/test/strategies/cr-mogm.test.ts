import { BalancerRun, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { parseStrategy } from '../../src/parse.ts';
import { crMogm, type CrMogmOptions } from '../../src/strategies/cr-mogm.ts';
import { equal } from '../../src/strategies/equal.ts';
import { pcgrad } from '../../src/strategies/pcgrad.ts';
import { upgrad } from '../../src/strategies/upgrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { batchOf, weightsFor } from '../support/gradients.ts';
import { close, textbook, three } from '../support/textbook.ts';

describeBalancer(() => crMogm());
describeBalancer(() => crMogm({ inner: upgrad(), smoothing: 0.5 }));

const orthogonal = [
  [1, 0],
  [0, 1],
];

describe('crMogm', () => {
  it('starts at the weights of the inner strategy and smooths them', () => {
    // MGDA: [0.6, 0.4], then [0.5, 0.5]: 0.9·0.6 + 0.1·0.5 = 0.59, then 0.9·0.59 + 0.1·0.5 = 0.581.
    const run = new BalancerRun(crMogm(), 2);
    expect(run.weigh(batchOf(textbook))).toEqual(close([0.6, 0.4], 12));
    expect(run.weigh(batchOf(orthogonal))).toEqual(close([0.59, 0.41], 12));
    expect(run.weigh(batchOf(orthogonal))).toEqual(close([0.581, 0.419], 12));
  });

  it('is the inner strategy without smoothing', () => {
    const run = new BalancerRun(crMogm({ inner: 'upgrad', smoothing: 0 }), 3);
    run.weigh(batchOf(three.map((row) => row.map((value) => -value))));
    expect(run.weigh(batchOf(three))).toEqual(close([...weightsFor(upgrad(), three)], 12));
  });

  it('keeps the state of the inner strategy', () => {
    const run = new BalancerRun(crMogm({ inner: pcgrad() }), 2);
    run.weigh(batchOf(textbook));
    run.weigh(batchOf(textbook));
    expect(run.state).toMatchObject({ inner: { batches: 2 } });
  });

  it('keeps the weight of an absent task, and starts a late one at its first', () => {
    const run = new BalancerRun(crMogm(), 3);
    run.weigh({ ...batchOf(textbook), tasks: [0, 1] });
    run.weigh({ ...batchOf(orthogonal), tasks: [0, 2] });
    expect(run.state).toMatchObject({ weights: close([0.59, 0.4, 0.5], 12) });
  });

  it('forwards the status of the inner strategy', () => {
    const run = new BalancerRun(crMogm(), 2);
    run.weigh(batchOf([[1, 0], [-1, 0]])); // prettier-ignore
    expect(run.statuses.degenerate).toBe(1);
  });

  it('is created from a text', () => {
    expect(parseStrategy('cr-mogm(inner=nash-mtl, smoothing=0.5)').name).toBe('cr-mogm');
  });

  it('rejects options out of range', () => {
    expect(() => crMogm({ smoothing: 1 })).toThrow(InvalidOptionError);
    expect(() => crMogm(JSON.parse('{"inner":"equal"}') as CrMogmOptions)).toThrow(
      'cr-mogm: option `inner` must be a strategy that needs the Gramian, or one of',
    );
    expect(() => crMogm({ inner: equal() as never })).toThrow(InvalidOptionError);
  });
});
