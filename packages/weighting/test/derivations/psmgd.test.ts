import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { psmgd, type PsmgdOptions } from '../../src/strategies/psmgd.ts';
import { apart, batchOf } from '../support/gradients.ts';
import { bisecting, normalRows, plus, shortest, times } from '../support/reference-maths.ts';

// Xu et al. 2025, algorithm 1: where t mod R = 0, λ ← α λ + (1 − α) λ̂; the same λ until then.
describe('psmgd against the algorithm of the paper', () => {
  it.each<PsmgdOptions>([
    {},
    { period: 1 },
    { period: 3 },
    { smoothing: 0, period: 2 },
    { smoothing: 0.4, period: 5 },
    { inner: 'edm' },
  ])('agrees with the paper, case %#', (options) => {
    const { smoothing = 0.9, inner = 'mgda', period = 8 } = options;
    const run = new BalancerRun(psmgd(options), 3);
    let expected: number[] | undefined;
    for (let batch = 0; batch < 25; batch += 1) {
      const jacobian = normalRows(batch + 1, 3, 4);
      if (batch % period === 0) {
        const fresh = inner === 'edm' ? bisecting(jacobian) : shortest(jacobian);
        expected = expected ? plus(times(smoothing, expected), 1 - smoothing, fresh) : fresh;
      }
      expect(apart(run.weigh(batchOf(jacobian)), expected ?? [])).toBeLessThan(1e-9);
    }
  });
});
