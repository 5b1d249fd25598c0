import { describe, expect, it } from 'vitest';

import { edm } from '../../src/strategies/edm.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, apart, directionFor, length, product, weightsFor } from '../support/gradients.ts';
import {
  agreeing,
  close,
  equals,
  opposite,
  single,
  stationary,
  textbook,
  uneven,
  three,
  withZero,
} from '../support/textbook.ts';

describeBalancer(() => edm());

describe('edm', () => {
  it('bisects the angle between two gradients', () => {
    // β = ½, w ∝ 1/n = [1/√18, 1/√38]: w₀ = √38 / (√18 + √38) = 0.5923296.
    const first = Math.sqrt(38) / (Math.sqrt(18) + Math.sqrt(38));
    expect(weightsFor(edm(), textbook)).toEqual(close([first, 1 - first], 14));
  });

  it('is independent of the gradient norms', () => {
    const [one, other] = [directionFor(edm(), three), directionFor(edm(), uneven)];
    const scale = Math.hypot(...other) / Math.hypot(...one);
    expect(
      apart(
        other,
        one.map((value) => scale * value),
      ),
    ).toBeLessThan(1e-12);
  });

  it.each([
    ['equal gradients', equals, [0.5, 0.5], 'solved'],
    ['opposite gradients', opposite, [2 / 3, 1 / 3], 'degenerate'],
    ['one gradient', single, [1], 'solved'],
    ['a zero gradient', withZero, [0, 1], 'degenerate'],
    ['only zero gradients', [[0], [0]], [0.5, 0.5], 'degenerate'],
  ])('weighs %s', (_, jacobian, expected, status) => {
    expect(weightsFor(edm(), jacobian)).toEqual(close(expected));
    expect(answerTo(edm(), jacobian).status).toBe(status);
  });

  it('does not move where gradients cancel', () => {
    expect(directionFor(edm(), stationary)).toEqual(close([0, 0], 14));
    expect(answerTo(edm(), stationary).status).toBe('degenerate');
  });

  it('makes every unit gradient project at least as far as those that weigh', () => {
    const weights = weightsFor(edm(), agreeing);
    const direction = directionFor(edm(), agreeing);
    const along = agreeing.map((row) => product(row, direction) / length(row));
    const least = Math.min(...along);
    along.forEach((value, task) => {
      if ((weights[task] ?? 0) > 0) expect(value).toBeCloseTo(least, 12);
    });
  });
});
