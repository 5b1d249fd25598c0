import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, examplesOf, labelsIn, losses, meanOf } from '../support/totals.ts';

describeShared('ashrae-thermal-comfort', (folder) => {
  it('has the complete answers, as another program counts them', async () => {
    const dataset = await datasets['ashrae-thermal-comfort'].load({ folder });
    expect(examplesOf(dataset)).toBe(82_969);
    expect(classTotals(dataset)).toEqual({
      preference: { warmer: 11_890, 'no change': 35_128, cooler: 23_267 },
      acceptable: { unacceptable: 10_960, acceptable: 39_017 },
      air: { less: 2969, 'no change': 17_348, more: 13_730 },
    });
    const known = (task: string): number[] => [labelsIn(dataset, task).length, meanOf(dataset, task)];
    expect(known('sensation')).toEqual([82_705, expect.closeTo(0.1462016, 5)]);
    expect(known('comfort')).toEqual([26_948, expect.closeTo(4.4120825, 5)]);
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
