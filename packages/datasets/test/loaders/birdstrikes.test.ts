import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

it('has the reports of birdstrikes once each, with the classes that another program counts', async () => {
  const dataset = await datasets.birdstrikes.load();
  expect(sizesOf(dataset)).toEqual([5986, 1995, 1995]);
  expect(classTotals(dataset)).toEqual({
    damage: { no: 8916, yes: 1060 },
    cost: { no: 9767, yes: 209 },
    size: { Small: 4903, Medium: 4329, Large: 744 },
    'time-of-day': { Dawn: 428, Day: 5613, Dusk: 583, Night: 3352 },
  });
  const { first, last } = await losses(dataset);
  expect(last).toBeLessThan(first);
});
