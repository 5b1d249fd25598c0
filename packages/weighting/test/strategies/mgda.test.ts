import { EquipoiseError, InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { mgda } from '../../src/strategies/mgda.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, batchOf, combination, directionFor, product, weightsFor } from '../support/gradients.ts';
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

describeBalancer(() => mgda());
describeBalancer(() => mgda({ normalization: 'loss+' }));

describe('mgda', () => {
  it('finds the minimum-norm vector of a worked example', () => {
    // G = [[18, −22], [−22, 38]]: w₀ = (38 + 22) / (18 + 38 + 44) = 0.6, d = 0.6·g₀ + 0.4·g₁ = [0, 1, 1].
    expect(weightsFor(mgda(), textbook)).toEqual(close([0.6, 0.4], 14));
    expect(directionFor(mgda(), textbook)).toEqual(close([0, 1, 1], 14));
  });

  it.each([
    ['three gradients', three, [0.375, 0.0972222222, 0.5277777778]],
    ['uneven gradients', uneven, [0.965637, 0.025824, 0.008539]],
    ['cancelling gradients', stationary, [1 / 3, 1 / 3, 1 / 3]],
    ['agreeing gradients', agreeing, [1, 0, 0]],
    ['equal gradients', equals, [0.5, 0.5]],
    ['opposite gradients', opposite, [2 / 3, 1 / 3]],
    ['one gradient', single, [1]],
    ['a zero gradient', withZero, [1, 0]],
  ])('weighs %s', (_, jacobian, expected) => {
    expect(weightsFor(mgda(), jacobian)).toEqual(close(expected));
  });

  it('has gᵢ·d = |d|² for tasks with a weight, and no less for the others', () => {
    const weights = weightsFor(mgda(), three);
    const direction = combination(three, weights);
    for (const row of three) expect(product(row, direction)).toBeCloseTo(product(direction, direction), 12);
  });

  it('has the status degenerate where gradients cancel or one is 0', () => {
    expect(answerTo(mgda(), stationary).status).toBe('degenerate');
    expect(answerTo(mgda(), withZero).status).toBe('degenerate');
    expect(answerTo(mgda(), three).status).toBe('solved');
  });

  it('normalises by norms, losses or both', () => {
    // Orthogonal gradients of lengths 1 and 2 and losses 3 and 1: λ ∝ 1/n² of the divided gradients, w = λ/c.
    const rows = [
      [1, 0],
      [0, 2],
    ];
    expect(weightsFor(mgda(), rows, [3, 1])).toEqual(close([0.8, 0.2], 12));
    expect(weightsFor(mgda({ normalization: 'l2' }), rows, [3, 1])).toEqual(close([0.5, 0.25], 12)); // c = 1, 2.
    // c = 3, 1: lengths ⅓ and 2, λ = 36/37, 1/37.
    expect(weightsFor(mgda({ normalization: 'loss' }), rows, [3, 1])).toEqual(close([12 / 37, 1 / 37], 12));
    expect(weightsFor(mgda({ normalization: 'loss+' }), rows, [3, 1])).toEqual(close([0.3, 0.05], 12)); // c = 3, 2: ⅓ and 1, λ = .9, .1.
  });

  it.each(['l2', 'loss', 'loss+'] as const)('conflicts with no task when it divides by %s', (normalization) => {
    const rows = [
      [1, 0],
      [-5, 8.66],
    ];
    const direction = combination(rows, weightsFor(mgda({ normalization }), rows, [1, 10]));
    const square = product(direction, direction);
    const divisors = rows.map((row, task) => {
      const loss = normalization === 'l2' ? 1 : [1, 10][task];
      return (loss ?? 1) * (normalization === 'loss' ? 1 : Math.hypot(...row));
    });
    rows.forEach((row, task) =>
      expect(product(row, direction)).toBeGreaterThanOrEqual((divisors[task] ?? 1) * square * (1 - 1e-12)),
    );
  });

  it('gives a loss of 0 weight 0 when it divides by losses, and rejects a negative one', () => {
    const rows = [
      [1, 0],
      [0, 2],
    ];
    const [first, second] = weightsFor(mgda({ normalization: 'loss' }), rows, [0, 1]);
    expect(first).toBeLessThan(1e-20);
    expect(second).toBe(1);
    const { losses, gramian } = batchOf(rows, [-1, 1]);
    const divided = mgda({ normalization: 'loss' });
    expect(() => divided.weigh({ losses, gramian, tasks: [1, 2] }, divided.init(3))).toThrow(
      new EquipoiseError('mgda: the loss of task 1 must be at least 0, received -1.'),
    );
  });

  it('rejects an unknown normalisation', () => {
    const options = JSON.parse('{"normalization":"l1"}') as { normalization: 'l2' };
    expect(() => mgda(options)).toThrow(InvalidOptionError);
  });
});
