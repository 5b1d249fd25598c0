import { describe, expect, it } from 'vitest';

import { imtlG } from '../../src/strategies/imtl-g.ts';
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

describeBalancer(() => imtlG(), exceptions['imtl-g']);

describe('imtlG', () => {
  it.each([
    ['the textbook example', textbook, [Math.sqrt(38) / (Math.sqrt(18) + Math.sqrt(38)), 0.407670376]],
    ['three gradients', three, [0.398094, 0.142206, 0.459701]],
    ['uneven gradients', uneven, [0.954864, 0.034109, 0.011026]],
    ['agreeing gradients', agreeing, [0.585786, 0.096376, 0.317837]],
    ['equal gradients', equals, [0.5, 0.5]],
    ['opposite gradients', opposite, [2 / 3, 1 / 3]],
    ['cancelling gradients', stationary, [1 / 3, 1 / 3, 1 / 3]],
    ['one gradient', single, [1]],
    ['a zero gradient', withZero, [0, 1]],
    ['only zero gradients', [[0], [0]], [0.5, 0.5]],
  ])('weighs %s', (_, jacobian, expected) => {
    expect(weightsFor(imtlG(), jacobian)).toEqual(close(expected, 5));
  });

  it.each([three, uneven, agreeing])('has equal projections onto all normalised gradients', (...jacobian) => {
    const direction = directionFor(imtlG(), jacobian);
    const [first = 0, ...others] = jacobian.map((row) => product(row, direction) / length(row));
    for (const other of others) expect(other / first).toBeCloseTo(1, 10);
  });

  it('does not move where gradients are opposite or cancel', () => {
    for (const jacobian of [opposite, stationary]) {
      expect(directionFor(imtlG(), jacobian)).toEqual(close([0, 0], 14));
      expect(answerTo(imtlG(), jacobian).status).toBe('degenerate');
    }
  });

  it('flips the sign where the weights of the definition add up to less than 0', () => {
    // n = [1, 10], cos = 0.9: C⁻¹1 ∝ [1, 1], w ∝ 1/n: positive. Three gradients are needed: the middle one of a narrow bundle is
    // short, and its share negative.
    const jacobian = [
      [10, 5],
      [10, -5],
      [1, 0.01],
    ].map((row, task) => [...row, task === 2 ? 1e-3 : 0]);
    const { weights, status } = answerTo(imtlG(), jacobian);
    expect(weights.reduce((total, weight) => total + weight, 0)).toBeCloseTo(-1, 12);
    const direction = combination(jacobian, weights);
    for (const row of jacobian) expect(product(row, direction)).toBeGreaterThan(0);
    expect(status).toBe('degenerate');
  });
});
