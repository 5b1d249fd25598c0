import { cnn } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('mnist-t10k', (folder) => {
  it('has the 10,000 test images of MNIST', async () => {
    const { splits } = await datasets['mnist-t10k'].load({ folder });
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([7000, 1000, 2000]);
    // Counted by numpy.bincount of the label file.
    expect(Object.values(labelTotals(splits, 'digit'))).toEqual([
      980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]);
  });

  it('trains', async () => {
    const losses = await lossesOf(await datasets['mnist-t10k'].load({ folder, size: 500 }), cnn({ filters: [4, 8] }));
    for (const { first, last } of Object.values(losses)) expect(last).toBeLessThan(first);
  });
});
