import { describe, expect, it } from 'vitest';

import { spearman } from '../../src/metrics/spearman.ts';
import { measure } from './measure.ts';

describe('spearman', () => {
  it('depends on the order only', () => {
    expect(measure(spearman(), 'regression', [[1], [2], [30]], [4, 5, 6])).toBeCloseTo(1, 12);
    expect(measure(spearman(), 'regression', [[3], [2], [1]], [4, 5, 6])).toBeCloseTo(-1, 12);
    // Ranks 1 2 3 and 1 3 2: 1 − 6 · 2 / (3 · 8) = ½.
    expect(measure(spearman(), 'regression', [[1], [2], [3]], [4, 6, 5])).toBeCloseTo(0.5, 12);
    expect(measure(spearman(), 'regression', [[1], [1]], [4, 5])).toBeNaN();
  });
});
