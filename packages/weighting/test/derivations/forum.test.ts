import { describe, expect, it } from 'vitest';

import { forum, type ForumOptions } from '../../src/strategies/forum.ts';
import { combination, product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt, lossesAt } from '../support/quadratics.ts';
import { adamOf, plus, smallest, softmaxOf, times, unit } from '../support/reference-maths.ts';

const quick = { learningRate: 0.2 };

// Ye et al. 2024: z = (ξ, θ), q = f(z) − f(ξ, θ_T), uⱼ = ∇F_j/|∇F_j|; (λ, ν) minimises ½ |Σⱼ λⱼuⱼ + ν∇q|² − νφ|∇q|²;
// λ̃ ← λ̃ + (λ − λ̃)/epoch^¾, ν = max(Σⱼ λ̃ⱼ (φ − ⟨uⱼ, ∇q⟩/|∇q|²), 0).
describe('forum against the algorithm of the paper', () => {
  it.each<ForumOptions>([
    {},
    quick,
    { ...quick, phi: 0 },
    { ...quick, phi: 1 },
    { ...quick, phi: 0.5, innerSteps: 1 },
    { ...quick, phi: 0.5, innerSteps: 9 },
  ])('agrees with the paper, case %#', (options) => {
    const { phi = 0.1, innerSteps = 5, learningRate = 0.001 } = options;
    const adam = adamOf(learningRate);
    const forces: number[] = [];
    let logits = [0, 0, 0];
    let smoothed = [0, 0, 0];
    expectSameSteps(forum(options), 2, ({ own, others: [held], parameters, rate, step }) => {
      const weights = softmaxOf(logits);
      let ahead = parameters;
      for (let count = 0; count < innerSteps; count += 1) {
        ahead = plus(ahead, -rate, combination(gradientsAt(own, ahead), weights));
      }
      const falls = plus(lossesAt(own, parameters), -1, lossesAt(own, ahead));
      // ∂wᵢ/∂ξₖ = wᵢ ([i = k] − wₖ): the derivative of Σᵢ wᵢ fallᵢ by ξₖ.
      const byLogits = weights.map((one, k) =>
        product(
          falls,
          weights.map((weight, i) => weight * (Number(i === k) - one)),
        ),
      );
      const q = [...byLogits, ...combination(gradientsAt(own, parameters), weights)];
      const rows = gradientsAt(held, parameters).map((row) => [0, 0, 0, ...unit(row)]);
      const square = product(q, q);
      const all = [...rows, q];
      const gramian = all.map((row) => all.map((other) => product(row, other)));
      const lambda = smallest(gramian, [0, 0, 0, phi * square], 3).slice(0, 3);
      smoothed = plus(smoothed, 1 / (step + 1) ** 0.75, plus(lambda, -1, smoothed));
      const paces = rows.map((row) => phi - product(row, q) / square);
      const force = Math.max(product(smoothed, paces), 0);
      forces.push(force);
      const direction = plus(combination(rows, smoothed), force, q);
      logits = plus(logits, 1, adam(direction.slice(0, 3)));
      return { weights: times(force, weights), direction: direction.slice(3) };
    });
    expect(phi < 0.5 || forces.some((force) => force > 0)).toBe(true);
  });
});
