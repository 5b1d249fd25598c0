import { describe, expect, it } from 'vitest';

import { prAuc } from '../../src/metrics/pr-auc.ts';
import { measure } from './measure.ts';

const truth = [1, 0, 0, 0];

describe('pr-auc', () => {
  it('adds the precision at each label that is found, ties at once', () => {
    expect(measure(prAuc(), 'binary', [[3], [2], [1]], [1, 0, 1])).toBeCloseTo((1 + 2 / 3) / 2, 12);
    expect(measure(prAuc(), 'binary', [[1], [1], [1], [1]], truth)).toBe(0.25);
    expect(measure(prAuc(), 'binary', [[1]], [0])).toBeNaN();
  });
});
