import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { describeShared } from '../support/shared-data.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

describeShared('restaurant-ratings', (folder) => {
  it('has the visits with their three ratings, one of each consumer in the test', async () => {
    const dataset = await datasets['restaurant-ratings'].load({ folder });
    expect(sizesOf(dataset)).toEqual([885, 138, 138]);
    // Counted by another program.
    expect(classTotals(dataset)).toEqual({
      rating: { low: 254, middle: 421, high: 486 },
      food: { low: 266, middle: 379, high: 516 },
      service: { low: 315, middle: 426, high: 420 },
    });
    const { columns = [] } = dataset.inputs.table ?? {};
    const consumers = columns.findIndex(({ name }) => name === 'userID');
    const width = columns.length;
    const { test } = dataset.splits;
    const users = Array.from({ length: test.size }, (_, row) => test.inputs.table?.[row * width + consumers]);
    expect(new Set(users).size).toBe(138);
    const { first, last } = await losses(dataset, { epochs: 4 });
    expect(last).toBeLessThan(first);
  });

  it('deals other visits for another seed', async () => {
    const load = async (seed: number): Promise<unknown> =>
      (await datasets['restaurant-ratings'].load({ folder, seed })).splits.test;
    expect(await load(0)).toEqual(await load(0));
    expect(await load(1)).not.toEqual(await load(0));
  });
});
