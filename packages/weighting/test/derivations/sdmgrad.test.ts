import { describe, it } from 'vitest';

import { sdmgrad, type SdmgradOptions } from '../../src/strategies/sdmgrad.ts';
import { combination, product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';
import { nearestShares, plus, times } from '../support/reference-maths.ts';

const calm = { iterations: 6, learningRate: 0.4 };

// Xiao et al. 2023: w minimises ⟨G₁(w + λw̃), G₂(w + λw̃)⟩ by gradient descent with momentum; the step is G₃(w + λw̃)/(1 + λ).
describe('sdmgrad against the algorithm of the paper', () => {
  it.each<SdmgradOptions>([
    {},
    calm,
    { ...calm, lambda: 0 },
    { ...calm, lambda: 3 },
    { ...calm, iterations: 1 },
    { ...calm, learningRate: 0.05 },
    { ...calm, momentum: 0 },
    { ...calm, momentum: 0.8 },
    { ...calm, preference: [1, 5, 2] },
    { ...calm, lambda: 2, preference: [3, 1, 1] },
  ])('agrees with the paper, case %#', (options) => {
    const { lambda = 0.3, iterations = 20, learningRate = 10, momentum = 0.5, preference = [1, 1, 1] } = options;
    const wanted = times(1 / product(preference, [1, 1, 1]), preference); // w̃
    let shares = [1 / 3, 1 / 3, 1 / 3];
    expectSameSteps(sdmgrad(options), 3, ({ own, others, parameters }) => {
      const [first, second] = others.map((losses) => gradientsAt(losses, parameters));
      const cross = (first ?? []).map((row) => (second ?? []).map((other) => product(row, other)));
      const scale =
        product(
          cross.map((row, task) => Math.sqrt(Math.max(row[task] ?? 0, 0))),
          [1, 1, 1],
        ) / 3;
      let velocity = [0, 0, 0];
      for (let iteration = 0; iteration < iterations; iteration += 1) {
        const pulled = plus(shares, lambda, wanted);
        velocity = plus(
          cross.map((row) => product(row, pulled) / scale ** 2),
          momentum,
          velocity,
        );
        shares = nearestShares(plus(shares, -learningRate, velocity));
      }
      const weights = times(1 / (1 + lambda), plus(shares, lambda, wanted));
      return { weights, direction: combination(gradientsAt(own, parameters), weights) };
    });
  });
});
