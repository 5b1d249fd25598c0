import { random } from '@equipoise/core';
import { describe, it } from 'vitest';

import { samo, type SamoOptions } from '../../src/strategies/samo.ts';
import { combination, length } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt, lossesAt } from '../support/quadratics.ts';
import { plus, shortest, times, unit } from '../support/reference-maths.ts';

// Ban et al. 2025: ε̂ᵢ = ρ v/‖v‖ with v = (1 − β) ∇l₀ + β ∇̂lᵢ, ∇̂lᵢ = (lᵢ(θ + μzᵢ) − lᵢ(θ − μzᵢ))/2μ · zᵢ made as long as ∇l₀, then MGDA of
// the gradients at θ + ε̂ᵢ. All parameters are one tensor here.
describe('samo against its paper', () => {
  it.each<SamoOptions>([
    {},
    { rho: 0.5 },
    { rho: 1, beta: 1, mu: 0.1 },
    { rho: 0.3, beta: 0.2 },
    { rho: 0.7, beta: 0 },
  ])('agrees in eight steps, case %#', (options) => {
    const { rho = 0.001, beta = 0.5, mu = 0.01 } = options;
    expectSameSteps(samo(options), 1, ({ own, parameters }) => {
      const source = random(0);
      const uniform = (): number[] => parameters.map(() => source.next());
      const global = combination(gradientsAt(own, parameters), [1 / 3, 1 / 3, 1 / 3]);
      const rows = [0, 1, 2].map((task) => {
        const [radii, angles] = [uniform(), uniform()];
        const z = radii.map((u, i) => Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * (angles[i] ?? 0)));
        const [up = 0, down = 0] = [mu, -mu].map((move) => lossesAt(own, plus(parameters, move, z))[task]);
        const local = times(length(global), unit(times((up - down) / (2 * mu), z)));
        const moved = plus(parameters, rho, unit(plus(times(1 - beta, global), beta, local)));
        return gradientsAt(own, moved)[task] ?? [];
      });
      const weights = shortest(rows);
      return { weights, direction: combination(rows, weights) };
    });
  });
});
