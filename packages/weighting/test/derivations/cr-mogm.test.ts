import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { crMogm, type CrMogmOptions } from '../../src/strategies/cr-mogm.ts';
import { apart, batchOf } from '../support/gradients.ts';
import { bisecting, normalRows, shortest } from '../support/reference-maths.ts';

// Zhou et al. 2022, algorithm 1: λₜ = α λₜ₋₁ + (1 − α) λ̂ₜ, written out as the weighted sum of all λ̂ so far.
describe('cr-mogm against the algorithm of the paper', () => {
  it.each<CrMogmOptions>([
    {},
    { smoothing: 0 },
    { smoothing: 0.4 },
    { inner: 'edm' },
    { inner: 'edm', smoothing: 0.7 },
  ])('agrees with the paper, case %#', (options) => {
    const { smoothing = 0.9, inner = 'mgda' } = options;
    const run = new BalancerRun(crMogm(options), 3);
    const fresh: number[][] = [];
    for (let batch = 0; batch < 12; batch += 1) {
      const jacobian = normalRows(batch + 1, 3, 4);
      fresh.push(inner === 'edm' ? bisecting(jacobian) : shortest(jacobian));
      const expected = [0, 1, 2].map((task) =>
        fresh.reduce((sum, weights, time) => {
          const share = smoothing ** (batch - time) * (time === 0 ? 1 : 1 - smoothing);
          return sum + share * (weights[task] ?? 0);
        }, 0),
      );
      expect(apart(run.weigh(batchOf(jacobian)), expected)).toBeLessThan(1e-9);
    }
  });
});
