import { describe, expect, it } from 'vitest';

import { mape } from '../../src/metrics/mape.ts';
import { measure } from './measure.ts';

describe('mape', () => {
  it('is a share of the target', () => {
    expect(measure(mape(), 'regression', [[11], [-1]], [10, -2])).toBeCloseTo((0.1 + 0.5) / 2, 12);
  });
});
