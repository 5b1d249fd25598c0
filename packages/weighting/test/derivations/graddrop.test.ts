import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { graddrop, type GraddropOptions } from '../../src/strategies/graddrop.ts';
import { apart } from '../support/gradients.ts';
import { normalRows } from '../support/reference-maths.ts';
import { step } from '../support/transforms.ts';

// Chen et al. 2020, algorithm 1: P = ½ (1 + Σ∇Lᵢ / Σ|∇Lᵢ|), Mᵢ = I[f(P) > U] I[∇Lᵢ > 0] + I[f(P) < U] I[∇Lᵢ < 0],
// update Σᵢ (ℓᵢ + (1 − ℓᵢ) Mᵢ) ∇Lᵢ.
describe('graddrop against the algorithm of the paper', () => {
  it.each<GraddropOptions>([{}, { leak: 0.3 }, { leak: 0.8 }, { leak: 1 }])(
    'agrees with the paper, case %#',
    ({ leak = 0 }) => {
      for (let seed = 1; seed <= 5; seed += 1) {
        const jacobian = normalRows(seed, 4, 12);
        const draws = random(seed);
        const uniform = Array.from({ length: 12 }, () => draws.next());
        const expected = uniform.map((draw, column) => {
          const entries = jacobian.map((row) => row[column] ?? 0);
          const total = entries.reduce((sum, entry) => sum + entry, 0);
          const size = entries.reduce((sum, entry) => sum + Math.abs(entry), 0);
          const purity = (1 + total / size) / 2;
          const mask = (entry: number): number => Number((purity > draw && entry > 0) || (purity < draw && entry < 0));
          return entries.reduce((sum, entry) => sum + (leak + (1 - leak) * mask(entry)) * entry, 0);
        });
        const upcoming = [...uniform];
        const { direction, answer } = step(graddrop({ leak }), {
          jacobian,
          draw: () => upcoming.shift() ?? Number.NaN,
        });
        expect(apart(direction, expected)).toBeLessThan(1e-5);
        expect(answer.weights).toEqual([1, 1, 1, 1]);
      }
    },
  );
});
