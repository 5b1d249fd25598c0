import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('mulan-multi-target', (folder) => {
  it('has the rows of slump, with the sums that another program computes', async () => {
    const dataset = await datasets.slump.load({ folder });
    expect(sizesOf(dataset)).toEqual([61, 21, 21]);
    const sums = dataset.tasks.map(({ name }) => labelsIn(dataset, name).reduce((sum, label) => sum + label, 0));
    expect(sums).toEqual([expect.closeTo(1859, 2), expect.closeTo(5109.9, 1), expect.closeTo(3712.06, 1)]);
    const { first, last } = await losses(dataset, { epochs: 10 });
    expect(last).toBeLessThan(first);
  });
});
