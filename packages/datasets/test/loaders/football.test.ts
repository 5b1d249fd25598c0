import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { classTotals, labelsIn, losses, sizesOf } from '../support/totals.ts';

describe('football', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets.football.load();
  });

  it('has the matches with a score, as another program counts goals and results', () => {
    expect(sizesOf(dataset)).toEqual([3902, 1301, 1301]);
    expect(classTotals(dataset)).toEqual({ result: { home: 3011, draw: 1568, away: 1925 } });
    const goals = (task: string): number => Math.round(labelsIn(dataset, task).reduce((sum, label) => sum + label, 0));
    expect([goals('home-goals'), goals('away-goals')]).toEqual([10_312, 7820]);
  });

  it('deals by date: the seed changes nothing but the order', async () => {
    const other = await datasets.football.load({ seed: 5 });
    expect(other.splits.test).toEqual(dataset.splits.test);
    expect(valuesOf(other.splits.train, 'result').length).toBe(3902);
  });

  it('can be learnt from', async () => {
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
