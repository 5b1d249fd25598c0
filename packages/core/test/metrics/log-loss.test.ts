import { describe, expect, it } from 'vitest';

import { logLoss } from '../../src/metrics/log-loss.ts';
import { measure } from './measure.ts';

describe('log-loss', () => {
  it('is finite for a sure wrong prediction', () => {
    expect(measure(logLoss(), 'binary', [[0]], [1])).toBeCloseTo(Math.LN2, 12);
    expect(measure(logLoss(), 'binary', [[1e4]], [0])).toBeCloseTo(52 * Math.LN2, 10);
    expect(measure(logLoss(), 'multiclass', [[1e4, -1e4]], [1])).toBeCloseTo(52 * Math.LN2, 10);
  });
});
