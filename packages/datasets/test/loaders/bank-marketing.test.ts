import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { classTotals, losses, meanOf, sizesOf } from '../support/totals.ts';

it('has the calls of bank-full.csv, with the classes that another program counts', async () => {
  const dataset = await datasets['bank-marketing'].load();
  expect(sizesOf(dataset)).toEqual([27_127, 9042, 9042]);
  expect(classTotals(dataset)).toEqual({
    subscribes: { no: 39_922, yes: 5289 },
    'housing-loan': { no: 20_081, yes: 25_130 },
    'personal-loan': { no: 37_967, yes: 7244 },
  });
  expect(meanOf(dataset, 'balance')).toBeCloseTo(0.7131077682306136, 4);
  expect(dataset.inputs.table?.columns?.map(({ name }) => name)).not.toContain('duration');
  const { first, last } = await losses(dataset);
  expect(last).toBeLessThan(first);
});
