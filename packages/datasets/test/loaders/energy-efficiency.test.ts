import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('mulan-multi-target', (folder) => {
  it('has the rows of energy-efficiency, with the sums that another program computes', async () => {
    const dataset = await datasets['energy-efficiency'].load({ folder });
    expect(sizesOf(dataset)).toEqual([460, 154, 154]);
    const sums = dataset.tasks.map(({ name }) => labelsIn(dataset, name).reduce((sum, label) => sum + label, 0));
    expect(sums).toEqual([expect.closeTo(17_131.93, 1), expect.closeTo(18_883.4, 1)]);
    const { first, last } = await losses(dataset, { epochs: 10 });
    expect(last).toBeLessThan(first);
  });
});
