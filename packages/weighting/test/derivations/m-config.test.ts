import { describe, expect, it } from 'vitest';

import { mConfig, type MConfigOptions } from '../../src/strategies/m-config.ts';
import { apart, combination, product } from '../support/gradients.ts';
import { normalRows, plus, solve, times, unit } from '../support/reference-maths.ts';
import { steps } from '../support/transforms.ts';

/** ConFIG: the unit vector x with equal cosine to all rows, times the sum of the rows' projections on it. */
function conflictFree(rows: readonly (readonly number[])[]): number[] {
  const units = rows.map(unit);
  const cosines = units.map((row) => units.map((other) => product(row, other)));
  const way = unit(
    combination(
      units,
      solve(
        cosines,
        rows.map(() => 1),
      ) ?? [],
    ),
  );
  return times(
    rows.reduce((sum, row) => sum + product(row, way), 0),
    way,
  );
}

// Liu et al. 2025, algorithm 1: one task's first moment a step; the second moment is that of the pseudo-gradient of the update.
describe('m-config against the algorithm of the paper', () => {
  it.each<MConfigOptions>([{}, { beta1: 0.5 }, { beta2: 0.9 }, { beta1: 0, beta2: 0 }, { beta1: 0.7, beta2: 0.99 }])(
    'agrees with the paper, case %#',
    (options) => {
      const { beta1 = 0.9, beta2 = 0.999 } = options;
      const found = Array.from({ length: 11 }, (_, index) => normalRows(index + 1, 3, 5));
      const means = [0, 1, 2].map((): number[] => [0, 0, 0, 0, 0]);
      const turns = [0, 0, 0];
      let momentum = [0, 0, 0, 0, 0];
      let squares = momentum;
      const expected = found.map((jacobian, index) => {
        const [task, time] = [index % 3, index + 1];
        means[task] = plus(times(beta1, means[task] ?? []), 1 - beta1, jacobian[task] ?? []);
        turns[task] = (turns[task] ?? 0) + 1;
        const unbiased = means.flatMap((mean, place) => {
          const count = turns[place] ?? 0;
          return count > 0 ? [times(1 / (1 - beta1 ** count), mean)] : [];
        });
        const direction = conflictFree(unbiased);
        const next = times(1 - beta1 ** time, direction);
        const pseudo = times(1 / (1 - beta1), plus(next, -beta1, momentum));
        momentum = next;
        squares = plus(
          times(beta2, squares),
          1 - beta2,
          pseudo.map((value) => value ** 2),
        );
        return direction.map((value, place) => value / (Math.sqrt((squares[place] ?? 0) / (1 - beta2 ** time)) + 1e-8));
      });
      steps(
        mConfig(options),
        found.map((jacobian) => ({ jacobian })),
      ).forEach(({ direction }, index) => {
        expect(apart(direction, expected[index] ?? [])).toBeLessThan(1e-4);
      });
    },
  );
});
