import { describe, it } from 'vitest';

import { bloop, type BloopOptions } from '../../src/strategies/bloop.ts';
import { product } from '../support/gradients.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';
import { plus, times } from '../support/reference-maths.ts';

// Hsieh et al. 2024, algorithm 1: d = g_main + λ π(g_aux; EMA) with π(a; m) = a − ⟨a, m⟩/‖m‖² m, then EMA ← (1 − ρ) EMA + ρ g_main; with
// the first g_main as the initial EMA.
describe('bloop against its paper', () => {
  it.each<BloopOptions>([
    {},
    { lambda: 1 },
    { main: 2, lambda: 3, rho: 0.4 },
    { main: 1, rho: 1 },
    { lambda: 0.7, rho: 0.02 },
  ])('agrees in eight steps, case %#', (options) => {
    const { main = 0, lambda = 0.1, rho = 0.1 } = options;
    let average: readonly number[] | undefined;
    expectSameSteps(bloop(options), 1, ({ own, parameters }) => {
      const gradients = gradientsAt(own, parameters);
      const [first, ...others] = [gradients[main] ?? [], ...gradients.filter((_, task) => task !== main)];
      const auxiliary = others.reduce((total, row) => plus(total, 1, row));
      average ??= first;
      const projection = plus(auxiliary, -product(auxiliary, average) / product(average, average), average);
      const direction = plus(first, lambda, projection);
      average = plus(times(1 - rho, average), rho, first);
      return { weights: gradients.map((_, task) => (task === main ? 1 : lambda)), direction };
    });
  });
});
