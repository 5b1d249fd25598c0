import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { at } from '../support/known.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { classTotals, labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('bike-sharing', (folder) => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['bike-sharing'].load({ folder });
  });

  it('has the hours and the riders that another program counts', () => {
    expect(sizesOf(dataset)).toEqual([10_427, 3476, 3476]);
    const riders = (task: string): number =>
      labelsIn(dataset, task).reduce((sum, label) => sum + Math.round(Math.expm1(label)), 0);
    expect([riders('casual'), riders('registered')]).toEqual([620_017, 2_672_662]);
    const { clear = 0, mist = 0, 'rain or snow': wet = 0 } = classTotals(dataset)['next-weather'] ?? {};
    expect([clear, mist, wet]).toEqual([11_371, 4524, 1408]);
  });

  it('has the latest hours for testing, the last hour of 2012 first', () => {
    const { test } = dataset.splits;
    const [casual, registered] = ['casual', 'registered'].map((task) => {
      const { mean, deviation } = at(dataset.tasks.find(({ name }) => name === task)?.kind.scales ?? [], 0);
      return Math.expm1(at(test.labels[task]?.values ?? [], 0) * deviation + mean);
    });
    expect([casual, registered]).toEqual([expect.closeTo(12, 3), expect.closeTo(37, 3)]);
    expect(test.labels['next-weather']?.mask?.[0]).toBe(0);
  });

  it('can be learnt from', async () => {
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});

const temporary = temporaryFolder();

it('names the line of a weather that does not exist', async () => {
  const header =
    'index,date,season,year,month,hour,holiday,weekday,workingday,weather,temp,atemp,humidity,windspeed,casual,registered,demand';
  const rows = [
    '1,01/01/2011,1,0,1,0,0,6,0,1,0.24,0.2879,0.81,0,3,13,16',
    '2,01/01/2011,1,0,1,1,0,6,0,7,0.22,0.2727,0.8,0,8,32,40',
  ];
  writeFileSync(join(temporary(), 'hour.csv.gz'), [header, ...rows, ''].join('\n'));
  await expect(datasets['bike-sharing'].load({ folder: temporary() })).rejects.toThrow(
    'bike-sharing: column "weather", line 3: must be one of 1, 2, 3, 4, received "7".',
  );
});
