import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, examplesOf, losses, meanOf } from '../support/totals.ts';

describeShared('telco-churn-fictional', (folder) => {
  it('has the customers, and the classes as another program counts them', async () => {
    const dataset = await datasets['telco-churn'].load({ folder });
    expect(examplesOf(dataset)).toBe(7043);
    expect(classTotals(dataset)).toEqual({
      churn: { no: 5174, yes: 1869 },
      contract: { 'Month-to-month': 3875, 'One year': 1473, 'Two year': 1695 },
      // 1,526 customers have no internet, and so no label.
      'online-security': { no: 3498, yes: 2019 },
      'online-backup': { no: 3088, yes: 2429 },
      'device-protection': { no: 3095, yes: 2422 },
      'tech-support': { no: 3473, yes: 2044 },
      'streaming-tv': { no: 2810, yes: 2707 },
      'streaming-movies': { no: 2785, yes: 2732 },
    });
    expect(meanOf(dataset, 'monthly-charges')).toBeCloseTo(64.76169246059922, 4);
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
