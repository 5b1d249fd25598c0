import { describe, expect, it } from 'vitest';

import { r2 } from '../../src/metrics/r2.ts';
import { measure } from './measure.ts';

describe('r2', () => {
  it('is 0 for a constant guess at the mean, and 0 for a missed target that never varies', () => {
    expect(measure(r2(), 'regression', [[2], [2], [2]], [1, 2, 3])).toBe(0);
    expect(measure(r2(), 'regression', [[2], [2], [2]], [1, 1, 1])).toBe(0);
  });

  it('detects a constant target despite rounding', () => {
    const labels = new Array<number>(10).fill(0.1);
    expect(
      measure(
        r2(),
        'regression',
        labels.map((y) => [y]),
        labels,
      ),
    ).toBe(1);
    expect(
      measure(
        r2(),
        'regression',
        labels.map((y) => [y + 1]),
        labels,
      ),
    ).toBe(0);
  });

  it('is not a number for a single example', () => {
    expect(measure(r2(), 'regression', [[1]], [1])).toBeNaN();
  });
});
