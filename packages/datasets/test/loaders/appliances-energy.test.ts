import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('appliances-energy', (folder) => {
  it('has what comes 10 and 60 minutes later, as another program finds it', async () => {
    const dataset = await datasets['appliances-energy'].load({ folder });
    expect(sizesOf(dataset)).toEqual([11_841, 3947, 3947]);
    const sums = ['appliances', 'appliances-hour', 'living-room'].map((task) => {
      const labels = labelsIn(dataset, task);
      return [labels.length, labels.reduce((sum, label) => sum + label, 0)];
    });
    expect(sums).toEqual([
      [19_734, expect.closeTo(1_927_950, -1)],
      [19_729, expect.closeTo(1_927_680, -1)],
      [19_729, expect.closeTo(38.72885714285718, 2)],
    ]);
    expect(classTotals(dataset)).toEqual({ lights: { off: 15_252, on: 4477 } });
    expect(dataset.inputs.table?.columns?.map(({ name }) => name)).not.toContain('rv1');
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
