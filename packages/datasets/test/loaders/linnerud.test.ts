import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('sklearn-small', (folder) => {
  it('has twenty men, with the sums of both files of linnerud', async () => {
    const dataset = await datasets.linnerud.load({ folder });
    expect(sizesOf(dataset)).toEqual([12, 4, 4]);
    const sums = dataset.tasks.map(({ name }) => labelsIn(dataset, name).reduce((sum, label) => sum + label, 0));
    expect(sums).toEqual([expect.closeTo(3572, 2), expect.closeTo(708, 3), expect.closeTo(1122, 2)]);
    const { first, last } = await losses(dataset, { epochs: 5 });
    expect(last).toBeLessThan(first);
  });
});
