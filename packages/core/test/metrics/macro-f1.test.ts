import { describe, expect, it } from 'vitest';

import { macroF1 } from '../../src/metrics/macro-f1.ts';
import { measure } from './measure.ts';

describe('macro-f1', () => {
  it('averages over both answers of a binary task', () => {
    // Decided 1 1 0 0 for 1 0 0 0: F1 of yes = 2·1/(2 + 1) = 2/3, of no = 2·2/(2 + 3) = 4/5.
    expect(measure(macroF1(), 'binary', [[1], [1], [-1], [-1]], [1, 0, 0, 0])).toBeCloseTo((2 / 3 + 4 / 5) / 2, 12);
  });

  it('leaves out classes that are neither true nor predicted', () => {
    expect(
      measure(
        macroF1(),
        'multiclass',
        [
          [1, 0, 0, 0],
          [0, 1, 0, 0],
        ],
        [0, 1],
      ),
    ).toBe(1);
    expect(
      measure(
        macroF1(),
        'multilabel',
        [
          [1, -1],
          [1, -1],
        ],
        [
          [1, 0],
          [1, 0],
        ],
      ),
    ).toBe(1);
    expect(measure(macroF1(), 'multilabel', [[-1, -1]], [[0, 0]])).toBeNaN();
  });
});
