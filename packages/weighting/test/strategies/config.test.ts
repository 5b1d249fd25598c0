import { describe, expect, it } from 'vitest';

import { config } from '../../src/strategies/config.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { exceptions } from '../support/exceptions.ts';
import { answerTo, combination, directionFor, length, product, weightsFor } from '../support/gradients.ts';
import {
  agreeing,
  close,
  equals,
  opposite,
  single,
  stationary,
  textbook,
  three,
  uneven,
  withZero,
} from '../support/textbook.ts';

describeBalancer(() => config(), exceptions.config);

describe('config', () => {
  it.each([
    ['the textbook example', textbook, [1.2265, 0.8441], 4],
    ['three gradients', three, [1.381282, 0.493417, 1.595043], 6],
    ['uneven gradients', uneven, [34.464211, 1.231119, 0.397978], 6],
    ['agreeing gradients', agreeing, [1.908564, 0.314006, 1.035552], 6],
    ['equal gradients', equals, [1, 1], 12],
    ['one gradient', single, [1], 12],
    ['a zero gradient', withZero, [0, 1], 12],
    ['only zero gradients', [[0], [0]], [1, 1], 12],
  ])('weighs %s', (_, jacobian, expected, decimals) => {
    expect(weightsFor(config(), jacobian)).toEqual(close(expected, decimals));
  });

  it.each([three, uneven, agreeing])(
    'has equal angles to all gradients, and the sum of their projections as its norm',
    (...jacobian) => {
      const direction = directionFor(config(), jacobian);
      const [first = 0, ...others] = jacobian.map((row) => product(row, direction) / length(row));
      for (const other of others) expect(other / first).toBeCloseTo(1, 10);
      const projected = jacobian.reduce((total, row) => total + product(row, direction) / length(direction), 0);
      expect(length(direction) / projected).toBeCloseTo(1, 10);
    },
  );

  it('does not move where gradients are opposite or cancel', () => {
    for (const jacobian of [opposite, stationary]) {
      const { weights, status } = answerTo(config(), jacobian);
      expect(combination(jacobian, weights)).toEqual(close([0, 0], 14));
      expect(Math.min(...weights)).toBeGreaterThan(0);
      expect(status).toBe('degenerate');
    }
    // (n₀ + n₁)/2nᵢ, to which the rule tends as two gradients become opposite: 3/2 and 3/4.
    expect(weightsFor(config(), opposite)).toEqual(close([1.5, 0.75], 12));
  });
});
