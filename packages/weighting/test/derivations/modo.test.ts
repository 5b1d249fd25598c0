import { describe, it } from 'vitest';

import { modo, type ModoOptions } from '../../src/strategies/modo.ts';
import { combination, product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';
import { nearestShares } from '../support/reference-maths.ts';

// Chen et al. 2023, algorithm 1: λ ← Π(λ − γ (∇F(z₁)ᵀ∇F(z₂) + ρI) λ), x ← x − α ∇F(z₃) λ.
describe('modo against the algorithm of the paper', () => {
  it.each<ModoOptions>([{}, { gamma: 0.02 }, { rho: 0 }, { rho: 1.5 }, { gamma: 0.5, rho: 0.7 }])(
    'agrees with the paper, case %#',
    (options) => {
      const { gamma = 0.1, rho = 0.1 } = options;
      let weights = [1 / 3, 1 / 3, 1 / 3];
      expectSameSteps(modo(options), 3, ({ own, others: [first, second], parameters }) => {
        const combined = combination(gradientsAt(second, parameters), weights);
        const slopes = gradientsAt(first, parameters).map((row) => product(row, combined));
        weights = nearestShares(weights.map((weight, task) => weight - gamma * ((slopes[task] ?? 0) + rho * weight)));
        return { weights, direction: combination(gradientsAt(own, parameters), weights) };
      });
    },
  );
});
