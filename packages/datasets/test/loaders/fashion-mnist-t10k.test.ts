import { cnn } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { inputOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('fashion-mnist-t10k', (folder) => {
  it('has the 10,000 test images of Fashion-MNIST, 1,000 of each garment', async () => {
    const { splits } = await datasets['fashion-mnist-t10k'].load({ folder });
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([7000, 1000, 2000]);
    expect(Object.values(labelTotals(splits, 'garment'))).toEqual(new Array(10).fill(1000));
    // Tops: T-shirt, pullover, shirt; shoes: sandal, sneaker, ankle boot.
    expect(labelTotals(splits, 'group')).toEqual({ 0: 3000, 1: 1000, 2: 1000, 3: 1000, 4: 3000, 5: 1000 });
    // The mean of all pixels by numpy: 0.2868492807, standardised by 0.286 and 0.353.
    let sum = 0;
    for (const split of Object.values(splits)) for (const value of inputOf(split, 'image')) sum += value;
    expect(sum / (10_000 * 784)).toBeCloseTo((0.2868492807 - 0.286) / 0.353, 5);
  });

  it('trains', async () => {
    const few = await datasets['fashion-mnist-t10k'].load({ folder, size: 500 });
    const losses = await lossesOf(few, cnn({ filters: [4, 8] }));
    for (const { first, last } of Object.values(losses)) expect(last).toBeLessThan(first);
  });
});
