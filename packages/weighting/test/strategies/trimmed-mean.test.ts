import { InvalidOptionError, random } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { trimmedMean } from '../../src/strategies/trimmed-mean.ts';
import { describeBalancer } from '../support/describe-balancer.ts';
import { step } from '../support/transforms.ts';
import { close, single, textbook, three } from '../support/textbook.ts';

describeBalancer(() => trimmedMean());
describeBalancer(() => trimmedMean({ trim: 3 }));

/** Four gradients, two of them far off; TorchJD's own example. */
const extreme = [
  [1e11, 3],
  [1, -1e11],
  [-1e10, 1e10],
  [2, 2],
];

describe('trimmed-mean', () => {
  it('leaves out the extremes per parameter', () => {
    // 1 and 2 are left of the first column, 3 and 2 of the second.
    expect(step(trimmedMean({ trim: 1 }), { jacobian: extreme }).direction).toEqual(close([1.5, 2.5]));
  });

  it('leaves out k entries on each side', () => {
    const values = [9, -50, 4, 1, 70, 2, -8];
    const jacobian = values.map((value) => [value]);
    expect(step(trimmedMean({ trim: 2 }), { jacobian }).direction).toEqual(close([(1 + 2 + 4) / 3]));
    expect(step(trimmedMean(), { jacobian }).direction).toEqual(close([(-8 + 1 + 2 + 4 + 9) / 5]));
  });

  it('is the mean when nothing is left out, or with two tasks', () => {
    expect(step(trimmedMean({ trim: 0 }), { jacobian: three }).direction).toEqual(close([-0.5 / 3, 1 / 3, 1]));
    expect(step(trimmedMean(), { jacobian: textbook }).direction).toEqual(close([1, 1, 1]));
    expect(step(trimmedMean(), { jacobian: single }).direction).toEqual(close([3, 4]));
  });

  it('is the median when there are too few tasks', () => {
    expect(step(trimmedMean({ trim: 5 }), { jacobian: three }).direction).toEqual(close([0.5, 0, 1]));
    expect(step(trimmedMean({ trim: 5 }), { jacobian: extreme }).direction).toEqual(close([1.5, 2.5]));
  });

  it('counts the present tasks only', () => {
    const jacobian = [...extreme, [0, 0]];
    const { direction, answer } = step(trimmedMean(), { jacobian, tasks: [0, 1, 2, 3] });
    expect(direction).toEqual(close([1.5, 2.5]));
    expect(answer.weights).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(step(trimmedMean(), { jacobian, tasks: [1, 3, 4] }).direction).toEqual(close([1, 0]));
  });

  it('stays within the range of the other gradients for one outlier of any size', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 3, max: 7 }), (seed, taskCount) => {
        const draws = random(seed);
        const jacobian = Array.from({ length: taskCount }, () => Array.from({ length: 6 }, () => draws.normal()));
        const [, ...others] = jacobian;
        const odd = [Array.from({ length: 6 }, () => 1e6 * draws.normal()), ...others];
        step(trimmedMean(), { jacobian: odd }).direction.forEach((value, column) => {
          const range = others.map((row) => row[column] ?? Number.NaN);
          expect(value).toBeGreaterThanOrEqual(Math.min(...range) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...range) + 1e-6);
        });
      }),
      { numRuns: 50 },
    );
  });

  it.each([-1, 0.5, Number.NaN])('rejects trim = %s', (trim) => {
    expect(() => trimmedMean({ trim })).toThrow(InvalidOptionError);
  });
});
