import { describe, expect, it } from 'vitest';

import { balancedAccuracy } from '../../src/metrics/balanced-accuracy.ts';
import { measure } from './measure.ts';

/** Decided 1 1 0 0 for 1 0 0 0: one true positive, one false positive, two true negatives. */
const decided = [[1], [1], [-1], [-1]];
const truth = [1, 0, 0, 0];

describe('balanced-accuracy', () => {
  it('is the mean recall of the classes that occur', () => {
    expect(measure(balancedAccuracy(), 'binary', decided, truth)).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(measure(balancedAccuracy(), 'binary', decided, [1, 1, 1, 1])).toBe(0.5);
  });
});
