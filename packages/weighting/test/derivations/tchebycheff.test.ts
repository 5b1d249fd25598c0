import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { tchebycheff, type TchebycheffOptions } from '../../src/strategies/tchebycheff.ts';
import { apart } from '../support/gradients.ts';
import { normalRows } from '../support/reference-maths.ts';

// The weights are the derivative of maxᵢ λᵢ(lᵢ − zᵢ) by the losses, here by differences.
describe('tchebycheff against differences of its objective', () => {
  it.each<TchebycheffOptions>([
    {},
    { weights: [1, 2, 4] },
    { weights: [0.5, 0, 3] },
    { reference: [-2, 0.5, 0] },
    { weights: [5, 1, 2], reference: [0.3, -4, -1] },
  ])('agrees with the paper, case %#', (options) => {
    const { weights: preference = [1 / 3, 1 / 3, 1 / 3], reference = [0, 0, 0] } = options;
    const objective = (losses: readonly number[]): number =>
      Math.max(...losses.map((loss, task) => (preference[task] ?? 0) * (loss - (reference[task] ?? 0))));
    const run = new BalancerRun(tchebycheff(options), 3);
    const largest = new Set<number>();
    for (const losses of normalRows(5, 30, 3)) {
      const moved = (task: number, by: number): number[] =>
        losses.map((loss, other) => (other === task ? loss + by : loss));
      const expected = losses.map((_, task) => (objective(moved(task, 1e-6)) - objective(moved(task, -1e-6))) / 2e-6);
      expect(apart(run.weigh({ losses }), expected, 1)).toBeLessThan(1e-6);
      largest.add(expected.indexOf(Math.max(...expected)));
    }
    expect(largest.size).toBeGreaterThan(1);
  });
});
