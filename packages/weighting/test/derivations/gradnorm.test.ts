import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { gradnorm, type GradnormOptions } from '../../src/strategies/gradnorm.ts';
import { batchOf, length } from '../support/gradients.ts';
import { adamOf, normalRows, plus, times } from '../support/reference-maths.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

// Chen et al. 2018, algorithm 1: L_grad = Σ |wᵢnᵢ − mean(wn)·rᵢ^α| with the targets held fixed, a step of Adam, weights that add up to T.
describe('gradnorm against its paper', () => {
  it.each<GradnormOptions>([{}, { alpha: 0.5 }, { alpha: 3, learningRate: 0.1 }, { alpha: 0, learningRate: 0.003 }])(
    'agrees over ten batches, case %#',
    (options) => {
      const { alpha = 1.5, learningRate = 0.025 } = options;
      const run = new BalancerRun(gradnorm(options), 3);
      const adam = adamOf(learningRate);
      let weights = [1, 1, 1];
      let first: number[] | undefined;
      for (let batch = 0; batch < 10; batch += 1) {
        const jacobian = normalRows(60 + batch, 3, 5);
        const losses = (normalRows(90 + batch, 1, 3)[0] ?? []).map((value) => 0.2 + Math.abs(value));
        first ??= losses;
        run
          .weigh(batchOf(jacobian, losses))
          .forEach((weight, task) => expect(weight).toBeCloseTo(weights[task] ?? 0, 9));
        const norms = jacobian.map(length);
        const rates = losses.map((loss, task) => loss / (first?.[task] ?? 1));
        const mean = total(norms.map((norm, task) => norm * (weights[task] ?? 0))) / 3;
        const slopes = norms.map((norm, task) => {
          const target = mean * ((rates[task] ?? 0) / (total(rates) / 3)) ** alpha;
          return norm * Math.sign(norm * (weights[task] ?? 0) - target);
        });
        const moved = plus(weights, 1, adam(slopes));
        weights = times(3 / total(moved), moved);
      }
    },
  );
});
