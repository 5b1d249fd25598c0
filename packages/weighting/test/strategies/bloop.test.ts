import { InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bloop } from '../../src/strategies/bloop.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { combination, length, product } from '../support/gradients.ts';
import { hardJacobians } from '../support/hard-jacobians.ts';
import { close } from '../support/textbook.ts';
import { step, steps } from '../support/transforms.ts';

describeBalancer(() => bloop(), exceptions.bloop);

/** g₀ = (2, 0); the auxiliary gradients add up to (3, 5). */
const jacobian = [
  [2, 0],
  [4, 1],
  [-1, 4],
];

describe('bloop', () => {
  it.each([
    ['less (3, 0) of the others: (2, 0) + 0.1·(0, 5)', {}, [2, 0.5]],
    ['λ = 2: (2, 0) + 2·(0, 5)', { lambda: 2 }, [2, 10]],
    ['λ = 0: the main task alone', { lambda: 0 }, [2, 0]],
    // g₀ = (4, 1), the others add up to (1, 4): less 8/17·(4, 1) that is (−15, 60)/17.
    ['another main task', { main: 1, lambda: 1 }, [4 - 15 / 17, 1 + 60 / 17]],
  ])('takes the first gradient for the mean: %s', (_, options, expected) => {
    const { direction, answer } = step(bloop(options), { jacobian });
    expect(direction).toEqual(close(expected, 5));
    expect(answer.status).toBe('solved');
  });

  it('answers 1 for the main task and λ for the others', () => {
    expect(step(bloop({ main: 2, lambda: 0.3 }), { jacobian }).answer.weights).toEqual([0.3, 0.3, 1]);
  });

  it.each([
    // The mean before the second batch is (2, 0), before the third (2, 0) + ρ·((0, 2) − (2, 0)).
    [0.5, [1, 1]],
    [0.1, [1.8, 0.2]],
    [0, [2, 0]],
    [1, [0, 2]],
  ])('projects by the running mean of the batches before, ρ = %d', (rho, [first = 0, second = 0]) => {
    const turned = [[0, 2], [1, 1]]; // prettier-ignore
    const all = [[[2, 0], [1, 1]], turned, turned].map((rows) => ({ jacobian: rows })); // prettier-ignore
    const outcomes = steps(bloop({ lambda: 1, rho }), all);
    expect(outcomes[1]?.direction).toEqual(close([0, 3], 5)); // (1, 1) less its part along (2, 0).
    const share = (first + second) / (first ** 2 + second ** 2);
    expect(outcomes[2]?.direction).toEqual(close([1 - share * first, 3 - share * second], 5));
  });

  it('keeps the mean while the main task is absent, and waits for its first', () => {
    const alone = { jacobian: [[0, 0], [3, 4]], tasks: [1] }; // prettier-ignore
    const both = { jacobian: [[0, 5], [3, 4]] }; // prettier-ignore
    const outcomes = steps(bloop({ lambda: 1 }), [alone, both, alone]);
    expect(outcomes.map(({ answer }) => answer.status)).toEqual(['degenerate', 'solved', 'solved']);
    expect(outcomes.map(({ direction }) => direction)).toEqual([close([3, 4]), close([3, 5]), close([3, 0])]);
  });

  it('is the sum where the mean is 0', () => {
    const { direction, answer } = step(bloop({ lambda: 1 }), { jacobian: [[0, 0], [3, 4]] }); // prettier-ignore
    expect(direction).toEqual(close([3, 4]));
    expect(answer.status).toBe('degenerate');
  });

  it('lowers the main loss as fast as the main task alone, whatever the others are', () => {
    fc.assert(
      fc.property(hardJacobians({ decades: 4 }), (rows) => {
        const [main = []] = rows;
        const { direction } = step(bloop({ lambda: 1 }), { jacobian: rows });
        const sizes = length(main) * rows.reduce((total, row) => total + length(row), 0);
        expect(Math.abs(product(direction, main) - length(main) ** 2)).toBeLessThanOrEqual(1e-5 * sizes);
        const aside = direction.map((value, index) => value - (main[index] ?? 0));
        const sum = combination(
          rows,
          rows.map((_, task) => Number(task > 0)),
        );
        expect(product(aside, sum)).toBeGreaterThanOrEqual(-1e-5 * sizes - 1e-5 * length(sum) ** 2);
      }),
      { numRuns: 60 },
    );
  });

  it('rejects options out of range', () => {
    expect(() => bloop({ lambda: -1 })).toThrow(InvalidOptionError);
    expect(() => bloop({ rho: 1.5 })).toThrow(InvalidOptionError);
    expect(() => bloop({ main: -1 })).toThrow(InvalidOptionError);
    expect(() => bloop({ main: 2 }).init(2)).toThrow(
      'bloop: option `main` must be an index of one of 2 tasks, received 2.',
    );
  });
});
