import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

describeShared('sklearn-small', (folder) => {
  it('has the digits of digits.csv, and whether they are even', async () => {
    const dataset = await datasets.digits.load({ folder });
    expect(sizesOf(dataset)).toEqual([1079, 359, 359]);
    // Counted by another program, as scikit-learn describes them.
    const digit = { 0: 178, 1: 182, 2: 177, 3: 183, 4: 181, 5: 182, 6: 181, 7: 179, 8: 174, 9: 180 };
    expect(classTotals(dataset)).toEqual({ digit, parity: { even: 891, odd: 906 } });
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
