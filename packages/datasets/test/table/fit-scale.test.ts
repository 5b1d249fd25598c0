import { describe, expect, it } from 'vitest';

import { fitScale } from '../../src/table/fit-scale.ts';

describe('scale', () => {
  it('takes the mean and the standard deviation', () => {
    // Mean (2+4+4+4+5+5+7+9)/8 = 5; squares 9+1+1+1+0+0+4+16 = 32, √(32/8) = 2.
    expect(fitScale([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, deviation: 2 });
  });

  it('divides equal numbers by 1, whatever rounding does to their mean', () => {
    expect(fitScale([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, deviation: 1 });
    expect(fitScale([7])).toEqual({ mean: 7, deviation: 1 });
  });

  it('neither underflows nor overflows', () => {
    // As in the first test, times 10^−200 and 10^200, whose squares are no longer numbers.
    for (const unit of [1e-200, 1e200]) {
      const { mean, deviation } = fitScale([2, 4, 4, 4, 5, 5, 7, 9].map((value) => value * unit));
      expect([mean / unit, deviation / unit]).toEqual([expect.closeTo(5, 12), expect.closeTo(2, 12)]);
    }
  });
});
