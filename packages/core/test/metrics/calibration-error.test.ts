import { describe, expect, it } from 'vitest';

import { calibrationError } from '../../src/metrics/calibration-error.ts';
import { measure } from './measure.ts';

describe('calibration-error', () => {
  it('is the gap of confidence and hits, by bins', () => {
    // P = ¾ twice: hits 1 of 2, gap ¼. P = ¼ once, no hit: gap ¼.
    const outputs = [[Math.log(3)], [Math.log(3)], [-Math.log(3)]];
    expect(measure(calibrationError(), 'binary', outputs, [1, 0, 0])).toBeCloseTo(0.25, 6);
    // One bin: mean confidence 7/12, hits 1/3.
    expect(measure(calibrationError({ bins: 1 }), 'binary', outputs, [1, 0, 0])).toBeCloseTo(0.25, 6);
    expect(measure(calibrationError(), 'multiclass', [[0, Math.log(3)]], [0])).toBeCloseTo(0.75, 6);
  });
});
