import { type AnyBalancer, BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { strategies } from '../src/index.ts';

const lossBased = Object.entries(strategies).filter(([, make]) => (make() as AnyBalancer).needs === 'losses');

const losses40 = Array.from({ length: 40 }, (_, task) => 10 ** (task / 2 - 10)); // From 1e-10 to 3e9.

describe.each(lossBased)('%s', (_, make) => {
  it('handles 40 tasks whose losses differ by 20 orders of magnitude, also in float32', () => {
    const run = new BalancerRun(make(), 40);
    for (const losses of [losses40, [...losses40].reverse(), losses40]) {
      expect(run.weigh({ losses }).map(Math.fround).every(Number.isFinite)).toBe(true);
      run.afterStep({ losses: losses.map((loss) => 0.9 * loss) });
      run.endEpoch(losses);
    }
  });

  it('does not change the state of an absent task', () => {
    const run = new BalancerRun(make(), 3);
    for (const losses of [
      [1, 2, 3],
      [2, 1, 1],
    ]) {
      run.weigh({ losses });
      run.afterStep({ losses: losses.map((loss) => 0.9 * loss) });
      run.endEpoch(losses);
    }
    const before = run.state as { tasks?: unknown[] };
    run.weigh({ losses: [5, 7], tasks: [0, 2] });
    run.afterStep({ losses: [4, 6], tasks: [0, 2] });
    expect((run.state as { tasks?: unknown[] }).tasks?.[1]).toEqual(before.tasks?.[1]);
  });

  it('gives the same weights after its state went through JSON', () => {
    const run = new BalancerRun(make(), 2);
    run.weigh({ losses: [1, 2] });
    run.afterStep({ losses: [0.5, 1.9] });
    run.endEpoch([1, 2]);
    const resumed = new BalancerRun(make(), 2, JSON.parse(JSON.stringify(run.state)));
    expect(resumed.weigh({ losses: [3, 1] })).toEqual(run.weigh({ losses: [3, 1] }));
  });
});
