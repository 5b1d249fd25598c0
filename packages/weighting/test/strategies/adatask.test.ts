import { InvalidOptionError, random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { adatask, type AdataskOptions } from '../../src/strategies/adatask.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { step, steps } from '../support/transforms.ts';
import { close, textbook } from '../support/textbook.ts';

describeBalancer(() => adatask());
describeBalancer(() => adatask({ beta1: 0, beta2: 0 }));

/** Adam of the textbook on one number, in double precision. */
function adamUpdates(gradients: readonly number[]): number[] {
  let [m, v] = [0, 0];
  return gradients.map((g, index) => {
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g ** 2;
    return m / (1 - 0.9 ** (index + 1)) / (Math.sqrt(v / (1 - 0.999 ** (index + 1))) + 1e-8);
  });
}

describe('adatask', () => {
  it('makes a first step of one learning rate per task and parameter', () => {
    // m̂ = g and √v̂ = |g|: the signs, added.
    expect(step(adatask(), { jacobian: textbook }).direction).toEqual(close([0, 2, 2], 5));
  });

  it('is the sum of one Adam per task', () => {
    const draws = random(1);
    const gradients = Array.from({ length: 30 }, () => [draws.normal(), 1e-3 * draws.normal()]);
    const outcomes = steps(
      adatask(),
      gradients.map((row) => ({ jacobian: row.map((value) => [value]) })),
    );
    const [one, other] = [0, 1].map((task) => adamUpdates(gradients.map((row) => row[task] ?? 0)));
    outcomes.forEach(({ direction }, index) =>
      expect(direction).toEqual(close([(one?.[index] ?? NaN) + (other?.[index] ?? NaN)], 4)),
    );
  });

  it('is independent of the scale of a loss', () => {
    const updates = (factor: number) =>
      steps(
        adatask(),
        [1, -2, 3].map((value) => ({ jacobian: [[factor * value], [1]] })),
      ).map(({ direction }) => direction[0] ?? 0);
    expect(updates(1e6)).toEqual(close(updates(1), 4));
    expect(updates(1e-4)).toEqual(close(updates(1), 3));
  });

  it('makes no step for an absent task, and keeps its moments', () => {
    const [first, second] = steps(adatask(), [{ jacobian: [[2], [1]] }, { jacobian: [[0], [1]], tasks: [1] }]);
    expect(second?.direction).toEqual(close([1], 5));
    expect(second?.memory.slots.means?.[0]).toBe(first?.memory.slots.means?.[0]);
    expect(second?.memory.slots.batches).toEqual([1, 2]);
  });

  it('does not move where a gradient was always 0', () => {
    expect(
      step(adatask(), {
        jacobian: [
          [0, 0],
          [0, 3],
        ],
      }).direction,
    ).toEqual(close([0, 1], 5));
  });

  it.each<[string, AdataskOptions]>([
    ['beta1 1', { beta1: 1 }],
    ['beta2 -1', { beta2: -1 }],
    ['epsilon 0', { epsilon: 0 }],
  ])('rejects %s', (_, options) => {
    expect(() => adatask(options)).toThrow(InvalidOptionError);
  });
});
