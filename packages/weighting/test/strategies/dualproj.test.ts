import { describe, expect, it } from 'vitest';

import { dualproj } from '../../src/strategies/dualproj.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, directionFor, product, weightsFor } from '../support/gradients.ts';
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

describeBalancer(() => dualproj());

describe('dualproj', () => {
  it('projects the mean on a worked example', () => {
    // G = [[18, −22], [−22, 38]]: the mean opposes the first (½·18 − ½·22 < 0): v₀ = ½·22/18 = 11/18.
    expect(weightsFor(dualproj(), textbook)).toEqual(close([11 / 18, 0.5], 14));
  });

  it.each([
    ['three gradients', three, [0.416667, 1 / 3, 1 / 3]],
    ['cancelling gradients', stationary, [1 / 3, 1 / 3, 1 / 3]],
    ['agreeing gradients', agreeing, [1 / 3, 1 / 3, 1 / 3]],
    ['equal gradients', equals, [0.5, 0.5]],
    ['opposite gradients', opposite, [1, 0.5]],
    ['one gradient', single, [1]],
    ['a zero gradient', withZero, [0.5, 0.5]],
  ])('weighs %s', (_, jacobian, expected) => {
    expect(weightsFor(dualproj(), jacobian)).toEqual(close(expected));
    expect(answerTo(dualproj(), jacobian).status).toBe('solved');
  });

  it.each([three, uneven])('raises a weight only where gᵢ·d = 0', (...jacobian) => {
    const weights = weightsFor(dualproj(), jacobian);
    const direction = directionFor(dualproj(), jacobian);
    jacobian.forEach((row, task) => {
      const along = product(row, direction) / Math.hypot(...row) / Math.hypot(...direction);
      if ((weights[task] ?? 0) > 1 / 3 + 1e-9) expect(along).toBeCloseTo(0, 10);
      else expect(along).toBeGreaterThan(-1e-12);
    });
  });
});
