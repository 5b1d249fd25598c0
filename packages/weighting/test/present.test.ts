import { NonFiniteError, ShapeError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { checkFinite } from '../src/present.ts';

describe('checkFinite', () => {
  it('accepts one finite number per task', () => {
    expect(() => checkFinite('rule', 'loss', [0, -1], [1, 4])).not.toThrow();
    expect(() => checkFinite('rule', 'loss', [0], [1, 4])).toThrow(ShapeError);
  });

  it('names the task of a number that is not finite, and all of them if there are several', () => {
    const check = (values: readonly number[]) => () => checkFinite('rule', 'slope', values, [1, 4, 6]);
    expect(check([1, Number.NaN, 2])).toThrow(new NonFiniteError('rule: the slope of task 4 is NaN.'));
    expect(check([1, Number.NaN, Number.POSITIVE_INFINITY])).toThrow(
      new NonFiniteError('rule: the slope is not a finite number for any of task 4, task 6.'),
    );
  });
});
