import { describe, expect, it } from 'vitest';

import { rootMeanSquaredError } from '../../src/metrics/root-mean-squared-error.ts';
import { predictionsOf } from './predictions-of.ts';

describe('rmse', () => {
  it('is the mean of the errors of several targets', () => {
    // Errors [3, −3] and [4, −4]: RMSE 3 and 4; not √((9 + 16)/2).
    expect(
      rootMeanSquaredError(
        predictionsOf(
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
      ),
    ).toBe(3.5);
  });
});
