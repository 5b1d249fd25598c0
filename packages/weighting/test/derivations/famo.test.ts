import { BalancerRun } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { famo, type FamoOptions } from '../../src/strategies/famo.ts';
import { adamOf, normalRows, plus, softmaxOf, times } from '../support/reference-maths.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
const logs = (values: readonly number[]): number[] => values.map(Math.log);

// Liu et al. 2023, algorithm 1: w = c·z/(l − b) with z = softmax(ξ); then ξ ← ξ − β(δ + γξ) by Adam, δ = (diag z − zzᵀ)(log D − log D after).
describe('famo against its paper', () => {
  it.each<FamoOptions>([
    {},
    { weightDecay: 0.7, learningRate: 0.3 },
    { weightDecay: 3, learningRate: 0.05 },
    { weightDecay: 0, reference: [0.1, -2, 0.05] },
    { learningRate: 0.2, reference: [-1, 0, 0.1] },
  ])('agrees over ten steps, case %#', (options) => {
    const { learningRate = 0.025, weightDecay = 0.001, reference = [0, 0, 0] } = options;
    const run = new BalancerRun(famo(options), 3);
    const adam = adamOf(learningRate);
    let logits = [0, 0, 0];
    for (let step = 0; step < 10; step += 1) {
      const [losses = [], after = []] = normalRows(120 + step, 2, 3).map((row) =>
        row.map((value) => 0.2 + Math.abs(value)),
      );
      const shares = softmaxOf(logits);
      const [gaps, later] = [plus(losses, -1, reference), plus(after, -1, reference)];
      const parts = shares.map((share, task) => share / (gaps[task] ?? 1));
      run.weigh({ losses }).forEach((weight, task) => expect(weight).toBeCloseTo((parts[task] ?? 0) / total(parts), 6));
      run.afterStep({ losses: after });
      const falls = plus(logs(gaps), -1, logs(later));
      const mean = total(shares.map((share, task) => share * (falls[task] ?? 0)));
      const slopes = shares.map((share, task) => share * ((falls[task] ?? 0) - mean));
      logits = plus(logits, 1, adam(plus(slopes, 1, times(weightDecay, logits))));
    }
  });
});
