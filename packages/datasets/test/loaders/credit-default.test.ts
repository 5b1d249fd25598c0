import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, losses, meanOf, sizesOf } from '../support/totals.ts';

describeShared('credit-default', (folder) => {
  it('has the clients, with what another program counts of them', async () => {
    const dataset = await datasets['credit-default'].load({ folder });
    expect(sizesOf(dataset)).toEqual([18_000, 6000, 6000]);
    expect(classTotals(dataset)).toEqual({
      default: { pays: 23_364, defaults: 6636 },
      // 3,175 clients were billed nothing.
      'pays-back': { no: 19_244, yes: 7581 },
    });
    expect(meanOf(dataset, 'bill')).toBeCloseTo(3.405175805049882, 4);
    const { train, validation, test } = dataset.splits;
    for (const split of [train, validation, test]) {
      const defaults = Array.from(split.labels.default?.values ?? []).filter((label) => label === 1).length;
      expect(defaults / split.size).toBeCloseTo(6636 / 30_000, 3);
    }
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
