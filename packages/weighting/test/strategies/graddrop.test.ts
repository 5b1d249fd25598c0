import { InvalidOptionError, random } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { graddrop } from '../../src/strategies/graddrop.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { step } from '../support/transforms.ts';
import { agreeing, close, single, three } from '../support/textbook.ts';

describeBalancer(() => graddrop());
describeBalancer(() => graddrop({ leak: 0.5 }));

describe('graddrop', () => {
  it('keeps the entries of the sampled sign, for each parameter', () => {
    // J = [[-4, 1, 1], [6, 1, 1]]: P = ½(1 + 2/10) = 0.6, 1, 1. U = 0.5 keeps the 6, U = 0.7 the −4.
    const jacobian = [
      [-4, 1, 1],
      [6, 1, 1],
    ];
    expect(step(graddrop(), { jacobian, draw: () => 0.5 }).direction).toEqual(close([6, 2, 2]));
    expect(step(graddrop(), { jacobian, draw: () => 0.7 }).direction).toEqual(close([-4, 2, 2]));
  });

  it('keeps a share of dropped entries', () => {
    const jacobian = [[-4], [6]];
    expect(step(graddrop({ leak: 0.25 }), { jacobian, draw: () => 0.5 }).direction).toEqual(close([6 - 1]));
    expect(step(graddrop({ leak: 1 }), { jacobian }).direction).toEqual(close([2]));
  });

  it('is P·Σ⁺ + (1 − P)·Σ⁻ on average', () => {
    // three: the columns are 1 −2 .5 | 2 0 −1 | −1 3 1, so Σ⁺ = 1.5, 2, 4 and Σ⁻ = −2, −1, −1:
    // P = 1.5/3.5, 2/3, 4/5, and the mean is 1.5·(3/7) − 2·(4/7), 2·(2/3) − 1/3, 4·0.8 − 0.2.
    const sums = [0, 0, 0];
    const count = 2000;
    for (let index = 0; index < count; index += 1) {
      const { direction } = step(graddrop(), { jacobian: three, draw: () => (index + 0.5) / count });
      direction.forEach((value, column) => (sums[column] = (sums[column] ?? 0) + value / count));
    }
    expect(sums).toEqual(close([-0.5, 1, 3], 2));
  });

  it('is the sum where gradients agree, and for a single task', () => {
    expect(step(graddrop(), { jacobian: agreeing }).direction).toEqual(close([3, 2, 1]));
    expect(step(graddrop(), { jacobian: single }).direction).toEqual(close([3, 4]));
  });

  it('does not change a parameter without gradients', () => {
    const jacobian = [
      [0, 1],
      [0, 0],
    ];
    expect(step(graddrop(), { jacobian }).direction).toEqual(close([0, 1]));
  });

  it('never has the opposite sign of every gradient', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 6 }), (seed, taskCount) => {
        const draws = random(seed);
        const jacobian = Array.from({ length: taskCount }, () => Array.from({ length: 8 }, () => draws.normal()));
        const { direction } = step(graddrop(), { jacobian, draw: () => draws.next() });
        direction.forEach((value, column) => {
          expect(jacobian.some((row) => Math.sign(row[column] ?? 0) === Math.sign(value))).toBe(true);
        });
      }),
      { numRuns: 50 },
    );
  });

  it.each([-0.1, 1.5, Number.NaN])('rejects the leak %s', (leak) => {
    expect(() => graddrop({ leak })).toThrow(InvalidOptionError);
  });
});
