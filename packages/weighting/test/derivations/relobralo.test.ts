import { BalancerRun, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { relobralo, type RelobraloOptions } from '../../src/strategies/relobralo.ts';
import { normalRows, plus, softmaxOf, times } from '../support/reference-maths.ts';

// Bischof and Kraus 2025, eq. 11: λ(t) = α(ρλ(t − 1) + (1 − ρ)λ_bal(t, 0)) + (1 − α)λ_bal(t, t − 1), λ_bal(t, t′) = m·softmax(L(t)/(T·L(t′))), with
// ρ drawn batch by batch.
describe('relobralo against its paper', () => {
  it.each<RelobraloOptions>([
    { temperature: 2, alpha: 0.7, lookback: 0.5, seed: 3 },
    { temperature: 0.5, alpha: 0.9, lookback: 0.2, seed: 8 },
    { temperature: 1, alpha: 0.3, lookback: 0.8 },
    { seed: 2 },
  ])('agrees over twelve batches, case %#', (options) => {
    const { temperature = 0.1, alpha = 0.999, lookback = 0.999, seed = 5 } = options;
    const run = new BalancerRun(relobralo(options), 3, undefined, { seed: 5 });
    const all = normalRows(170, 12, 3).map((row) => row.map((value) => 0.5 + Math.abs(value)));
    const balanced = (losses: readonly number[], before: readonly number[]): number[] =>
      times(3, softmaxOf(losses.map((loss, task) => loss / (temperature * (before[task] ?? 1)))));
    let weights: readonly number[] = [1, 1, 1];
    all.forEach((losses, batch) => {
      if (batch > 0) {
        const goesOn = random(seed).fork(`batch ${batch}`).next() < lookback;
        const kept = goesOn ? weights : balanced(losses, all[0] ?? []);
        weights = plus(times(alpha, kept), 1 - alpha, balanced(losses, all[batch - 1] ?? []));
      }
      run.weigh({ losses }).forEach((weight, task) => expect(weight).toBeCloseTo(weights[task] ?? 0, 10));
    });
  });
});
