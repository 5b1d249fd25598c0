import { describe, expect, it } from 'vitest';

import { mae } from '../../src/metrics/mae.ts';
import { measure } from './measure.ts';

describe('mae', () => {
  it('is the mean distance over examples and targets', () => {
    // |1 − 0|, |−2 − 0|, |3 − 1|, |5 − 2|
    expect(
      measure(
        mae(),
        'regression',
        [
          [1, -2],
          [3, 5],
        ],
        [
          [0, 0],
          [1, 2],
        ],
      ),
    ).toBe((1 + 2 + 2 + 3) / 4);
  });
});
