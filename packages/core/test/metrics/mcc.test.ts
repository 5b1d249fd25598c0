import { describe, expect, it } from 'vitest';

import { mcc } from '../../src/metrics/mcc.ts';
import { measure } from './measure.ts';

/** Decided 1 1 0 0 for 1 0 0 0: one true positive, one false positive, two true negatives. */
const decided = [[1], [1], [-1], [-1]];
const truth = [1, 0, 0, 0];

describe('mcc', () => {
  it('is the correlation of decisions and truth, 0 where one of them is constant', () => {
    // (1·2 − 1·0) / √(2 · 1 · 3 · 2)
    expect(measure(mcc(), 'binary', decided, truth)).toBeCloseTo(2 / Math.sqrt(12), 12);
    expect(measure(mcc(), 'binary', [[1], [2]], [0, 1])).toBe(0);
    expect(measure(mcc(), 'binary', [[1], [-1]], [1, 0])).toBe(1);
    expect(measure(mcc(), 'binary', [[1], [-1]], [0, 1])).toBe(-1);
  });
});
