import { describe, expect, it } from 'vitest';

import { upgrad } from '../../src/strategies/upgrad.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { answerTo, combination, directionFor, product, weightsFor } from '../support/gradients.ts';
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

describeBalancer(() => upgrad());

describe('upgrad', () => {
  it('projects each gradient on a worked example', () => {
    // G = [[18, −22], [−22, 38]]: v₀ = [1, 22/38], v₁ = [22/18, 1]; w = ½(v₀ + v₁) = [10/9, 15/19].
    expect(weightsFor(upgrad(), textbook)).toEqual(close([10 / 9, 15 / 19], 14));
  });

  it.each([
    ['three gradients', three, [0.762199, 0.418986, 0.653352]],
    ['uneven gradients', uneven, [17.35784, 0.373031, 0.338602]],
    ['cancelling gradients', stationary, [1, 1, 1]],
    ['agreeing gradients', agreeing, [1 / 3, 1 / 3, 1 / 3]],
    ['equal gradients', equals, [0.5, 0.5]],
    ['opposite gradients', opposite, [1.5, 0.75]],
    ['one gradient', single, [1]],
    ['a zero gradient', withZero, [0.5, 0.5]],
  ])('weighs %s', (_, jacobian, expected) => {
    expect(weightsFor(upgrad(), jacobian)).toEqual(close(expected));
    expect(answerTo(upgrad(), jacobian).status).toBe('solved');
  });

  it('conflicts with no task where gradients are uneven', () => {
    const direction = directionFor(upgrad(), uneven);
    expect(uneven.map((row) => product(row, direction))).toEqual(close([0.844884, 294.249, 4025.16], 2));
  });

  it.each([1, 30, 1000, 1e8])('conflicts with no task when one gradient is %s times as long', (factor) => {
    const jacobian = textbook.map((row, task) => row.map((value) => (task === 1 ? factor : 1) * value));
    const direction = directionFor(upgrad(), jacobian);
    for (const row of jacobian) expect(product(row, direction)).toBeGreaterThan(0);
  });

  it('does not return the mean for short gradients', () => {
    const short = textbook.map((row) => row.map((value) => 1e-9 * value));
    expect(weightsFor(upgrad(), short)).toEqual(close([10 / 9, 15 / 19], 12));
  });

  it('is linear in the scale of each gradient', () => {
    // The update of diag(2a + 3b)·J is twice that of diag(a)·J and three times that of diag(b)·J.
    const scaled = (factors: readonly number[]): number[] =>
      directionFor(
        upgrad(),
        three.map((row, task) => row.map((value) => (factors[task] ?? 0) * value)),
      );
    const [one, other] = [scaled([1, 5, 0.1]), scaled([3, 0.2, 7])];
    const both = scaled([2 + 9, 10 + 0.6, 0.2 + 21]);
    expect(both).toEqual(close(combination([one, other], [2, 3]), 10));
  });
});
