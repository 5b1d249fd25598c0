import { describe, expect, it } from 'vitest';

import { nashMtl } from '../../src/strategies/nash-mtl.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, apart, combination, directionFor, length, product, weightsFor } from '../support/gradients.ts';
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

describeBalancer(() => nashMtl());

describe('nashMtl', () => {
  it.each([
    ['the textbook example', textbook, [0.5914611522, 0.4070714829]],
    ['three gradients', three, [0.968326, 0.394772, 1.121356]],
    ['uneven gradients', uneven, [0.968326, 0.039477, 0.011214]],
    ['agreeing gradients', agreeing, [0.673764, 0.4358, 0.374635]],
    ['equal gradients', equals, [Math.sqrt(0.1), Math.sqrt(0.1)]],
    ['one gradient', single, [0.2]],
    ['a zero gradient', withZero, [0, 1]],
    ['only zero gradients', [[0], [0]], [0, 0]],
  ])('weighs %s', (_, jacobian, expected) => {
    expect(weightsFor(nashMtl(), jacobian)).toEqual(close(expected));
  });

  it.each([textbook, three, uneven, agreeing])('solves wᵢ(Gw)ᵢ = 1, so that |d|² = K', (...jacobian) => {
    const weights = weightsFor(nashMtl(), jacobian);
    const direction = combination(jacobian, weights);
    jacobian.forEach((row, task) => expect(product(row, direction) * (weights[task] ?? 0)).toBeCloseTo(1, 10));
    expect(length(direction) ** 2).toBeCloseTo(jacobian.length, 10);
  });

  it('is independent of the gradient norms', () => {
    expect(apart(directionFor(nashMtl(), uneven), directionFor(nashMtl(), three))).toBeLessThan(1e-12);
  });

  it('does not move where gradients are opposite or cancel', () => {
    for (const jacobian of [opposite, stationary]) {
      expect(directionFor(nashMtl(), jacobian)).toEqual(close([0, 0], 12));
      expect(answerTo(nashMtl(), jacobian).status).toBe('degenerate');
    }
  });

  it('bargains for the other tasks where some cancel', () => {
    // The first two are opposite along x; the third, [3, 4], gets what is orthogonal to them: [0, 1], wᵢ = ¼.
    const jacobian = [
      [1, 0],
      [-2, 0],
      [3, 4],
    ];
    const answer = answerTo(nashMtl(), jacobian);
    expect(combination(jacobian, answer.weights)).toEqual(close([0, 1], 12));
    expect(answer.weights[2]).toBeCloseTo(0.25, 12);
    expect(Math.min(...answer.weights)).toBeGreaterThanOrEqual(0);
    expect(answer.status).toBe('degenerate');
  });
});
