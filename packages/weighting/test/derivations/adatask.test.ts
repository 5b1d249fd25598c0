import { describe, it } from 'vitest';

import { adatask, type AdataskOptions } from '../../src/strategies/adatask.ts';
import { expectSameSteps, gradientsAt } from '../support/quadratics.ts';

// Yang et al. 2023, algorithm 2: an Adam of its own for each task, whose steps are added up.
describe('adatask against its paper', () => {
  it.each<AdataskOptions>([
    {},
    { beta1: 0.5 },
    { beta2: 0.9 },
    { epsilon: 0.3 },
    { beta1: 0.8, beta2: 0.6, epsilon: 2 },
  ])('agrees in eight steps, case %#', (options) => {
    const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
    const means = [0, 1, 2].map(() => [0, 0, 0, 0]);
    const squares = [0, 1, 2].map(() => [0, 0, 0, 0]);
    expectSameSteps(adatask(options), 1, ({ own, parameters, step }) => {
      const direction = parameters.map(() => 0);
      gradientsAt(own, parameters).forEach((row, task) =>
        row.forEach((entry, index) => {
          const [mean = [], square = []] = [means[task], squares[task]];
          mean[index] = beta1 * (mean[index] ?? 0) + (1 - beta1) * entry;
          square[index] = beta2 * (square[index] ?? 0) + (1 - beta2) * entry ** 2;
          const first = mean[index] / (1 - beta1 ** (step + 1));
          const second = square[index] / (1 - beta2 ** (step + 1));
          direction[index] = (direction[index] ?? 0) + first / (Math.sqrt(second) + epsilon);
        }),
      );
      return { weights: [1, 1, 1], direction };
    });
  });
});
