import { describe, it } from 'vitest';

import { moco, type MocoOptions } from '../../src/strategies/moco.ts';
import { combination, length, product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt, lossesAt } from '../support/quadratics.ts';
import { nearestShares, plus, times } from '../support/reference-maths.ts';

// Fernando et al. 2023, algorithm 1, with the authors' normalised gradients lᵢgᵢ/‖gᵢ‖: y ← y − β/tᵇ (y − h), λ ← Π(λ − γ/tᶜ (YYᵀ + ρI)λ), d = Yᵀλ.
describe('moco against its paper', () => {
  it.each<MocoOptions>([
    {},
    { beta: 0.2, betaDecay: 0.3 },
    { gamma: 0.02, gammaDecay: 0 },
    { gamma: 0.05, gammaDecay: 0.25, rho: 0.8 },
    { gamma: 0.3, gammaDecay: 2, betaDecay: 0, rho: 3 },
  ])('agrees in eight steps, case %#', (options) => {
    const { beta = 0.5, betaDecay = 0.5, gamma = 0.1, gammaDecay = 0.5, rho = 0 } = options;
    let tracked: number[][] = [0, 1, 2].map(() => [0, 0, 0, 0]);
    let shares = [1 / 3, 1 / 3, 1 / 3];
    expectSameSteps(moco(options), 1, ({ own, parameters, step }) => {
      const time = step + 1;
      const losses = lossesAt(own, parameters);
      const fresh = gradientsAt(own, parameters).map((row, task) => times((losses[task] ?? 0) / length(row), row));
      tracked = tracked.map((row, task) => plus(row, -beta / time ** betaDecay, plus(row, -1, fresh[task] ?? [])));
      const slopes = tracked.map((row, task) => product(row, combination(tracked, shares)) + rho * (shares[task] ?? 0));
      shares = nearestShares(plus(shares, -gamma / time ** gammaDecay, slopes));
      return { weights: shares, direction: combination(tracked, shares) };
    });
  });
});
