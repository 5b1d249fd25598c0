import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fairgrad } from '../../src/strategies/fairgrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, apart, combination, directionFor, product, weightsFor } from '../support/gradients.ts';
import { agreeing, close, opposite, single, textbook, three, withZero } from '../support/textbook.ts';

describeBalancer(() => fairgrad());
describeBalancer(() => fairgrad({ alpha: 2 }));

describe('fairgrad', () => {
  it.each([
    ['the textbook example', 1, textbook, [0.5914611522, 0.4070714829]],
    ['three gradients', 2, three, [0.914732, 0.312142, 1.152844]],
    ['agreeing gradients', 2, agreeing, [0.666644, 0.314596, 0.243526]],
    ['one gradient', 2, single, [25 ** (-2 / 3)]], // 25w = w^(−½).
    ['a zero gradient', 2, withZero, [0, 1]],
  ])('weighs %s with α = %s', (_, alpha, jacobian, expected) => {
    expect(weightsFor(fairgrad({ alpha }), jacobian)).toEqual(close(expected));
  });

  it.each([0.2, 0.5, 1, 2, 5, 10])('solves (Gw)ᵢ = wᵢ^(−1/α) for α = %s', (alpha) => {
    for (const jacobian of [textbook, three, agreeing]) {
      const { weights, status } = answerTo(fairgrad({ alpha }), jacobian);
      const direction = combination(jacobian, weights);
      jacobian.forEach((row, task) =>
        expect(product(row, direction) * (weights[task] ?? 0) ** (1 / alpha)).toBeCloseTo(1, 8),
      );
      expect(status).toBe('solved');
    }
  });

  it.each([0.5, 2, 4])('scales the update by s^((1−α)/(1+α)) when gradients are scaled by s: α = %s', (alpha) => {
    for (const scale of [1e-8, 1e4]) {
      const update = directionFor(
        fairgrad({ alpha }),
        three.map((row) => row.map((value) => scale * value)),
      );
      const expected = directionFor(fairgrad({ alpha }), three).map(
        (value) => value * scale ** ((1 - alpha) / (1 + alpha)),
      );
      expect(apart(update, expected)).toBeLessThan(1e-9);
    }
  });

  it('does not move where gradients are opposite', () => {
    expect(directionFor(fairgrad({ alpha: 2 }), opposite)).toEqual(close([0, 0], 12));
    expect(answerTo(fairgrad({ alpha: 2 }), opposite).status).toBe('degenerate');
  });

  it.each([0, 0.05, 21, Number.NaN])('rejects α = %s', (alpha) => {
    expect(() => fairgrad({ alpha })).toThrow(InvalidOptionError);
  });
});
