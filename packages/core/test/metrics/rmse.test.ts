import { describe, expect, it } from 'vitest';

import { rmse } from '../../src/metrics/rmse.ts';
import { measure } from './measure.ts';

describe('rmse', () => {
  it('is the mean of the errors of several targets', () => {
    // Errors [3, −3] and [4, −4]: RMSE 3 and 4; not √((9 + 16)/2).
    expect(
      measure(
        rmse(),
        'regression',
        [
          [3, 4],
          [-3, -4],
        ],
        [
          [0, 0],
          [0, 0],
        ],
      ),
    ).toBe(3.5);
  });
});
