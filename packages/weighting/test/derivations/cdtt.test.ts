import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { cdtt, type CdttOptions } from '../../src/strategies/cdtt.ts';
import { apart, batchOf, combination, length, product } from '../support/gradients.ts';
import { bisecting, normalRows, plus, times, unit } from '../support/reference-maths.ts';

/** Where the line from the tip of g through d meets the plane orthogonal to g, by the angle between g and the line. */
function onPlane(direction: readonly number[], gradient: readonly number[]): number[] {
  const along = unit(gradient);
  const line = unit(plus(direction, -1, gradient));
  const angle = Math.PI - Math.acos(product(along, line));
  return times(Math.tan(angle) * length(gradient), unit(plus(direction, -product(direction, along), along)));
}

// Nakamura et al. 2022, on vectors: the bisector, the pull of each task by its tension, and the return to where no gradient is opposed.
describe('cdtt against the algorithm of the paper', () => {
  it.each<CdttOptions>([{}, { alpha: 0 }, { alpha: 0.2 }, { alpha: 1 }])(
    'agrees with the paper, case %#',
    (options) => {
      const { alpha = 0.6 } = options;
      const run = new BalancerRun(cdtt(options), 3);
      const lengths: number[][] = [];
      let returns = 0;
      for (let batch = 0; batch < 20; batch += 1) {
        const jacobian = normalRows(batch + 1, 3, 4).map((row) => times(2 * 0.93 ** batch, row));
        const losses = (normalRows(100 + batch, 1, 3)[0] ?? []).map((value) => 10 ** value);
        lengths.push(jacobian.map(length));
        const central = combination(jacobian, bisecting(jacobian));
        let direction = central;
        if (batch >= 10) {
          jacobian.forEach((row, task) => {
            const total = (end: number): number =>
              lengths.slice(Math.max(end - 10, 0), end).reduce((sum, all) => sum + (all[task] ?? 0), 0);
            const progress = total(batch + 1) / total(batch) + Math.log10(losses[task] ?? 0);
            const tension = alpha / (1 + Math.exp(-Math.E * progress + Math.E)) + 1 - alpha;
            direction = plus(direction, tension, unit(plus(row, -1, central)));
          });
          for (const row of jacobian) {
            if (product(row, direction) >= 0) continue;
            direction = onPlane(direction, row);
            returns += 1;
          }
        }
        const weights = run.weigh(batchOf(jacobian, losses));
        expect(apart(combination(jacobian, weights), direction)).toBeLessThan(1e-6);
      }
      expect(returns).toBeGreaterThan(0);
    },
  );
});
