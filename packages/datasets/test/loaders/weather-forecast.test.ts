import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { classTotals, labelsIn, losses, sizesOf } from '../support/totals.ts';

describe('weather-forecast', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['weather-forecast'].load();
  });

  it('has a day of each town that has two days before and one after it', () => {
    expect(sizesOf(dataset)).toEqual([1750, 583, 583]);
    // Counted by another program, from weather.csv.
    expect(classTotals(dataset)).toEqual({
      wet: { dry: 1826, wet: 1090 },
      weather: { drizzle: 110, fog: 139, rain: 1084, snow: 119, sun: 1464 },
    });
    const sum = (task: string): number => labelsIn(dataset, task).reduce((total, label) => total + label, 0);
    expect(['warmest', 'coldest', 'wind', 'precipitation'].map(sum)).toEqual([
      expect.closeTo(48_943.7, 0),
      expect.closeTo(25_155.2, 0),
      expect.closeTo(11_950, 0),
      expect.closeTo(1808.1130057, 1),
    ]);
  });

  it('has three days of four measures, the season, today’s weather and the town as inputs', () => {
    expect(dataset.inputs.table?.columns?.map(({ name }) => name)).toEqual([
      ...['precipitation', 'temp_max', 'temp_min', 'wind'].flatMap((name) => [
        name,
        `${name}-yesterday`,
        `${name}-before`,
      ]),
      ...['date-yearday-sin', 'date-yearday-cos', 'weather', 'town'],
    ]);
  });

  it('can be learnt from', async () => {
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});
