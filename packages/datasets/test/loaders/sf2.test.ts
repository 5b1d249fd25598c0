import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('mulan-multi-target', (folder) => {
  it('has the rows of sf2, with the sums that another program computes', async () => {
    const dataset = await datasets.sf2.load({ folder });
    expect(sizesOf(dataset)).toEqual([640, 213, 213]);
    const sums = dataset.tasks.map(({ name }) => labelsIn(dataset, name).reduce((sum, label) => sum + label, 0));
    expect(sums).toEqual([expect.closeTo(320, 3), expect.closeTo(50, 3), expect.closeTo(6, 3)]);
    const { first, last } = await losses(dataset, { epochs: 10 });
    expect(last).toBeLessThan(first);
  });
});
