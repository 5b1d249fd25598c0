import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { classBalance, datasets } from '../../src/index.ts';
import { known } from '../support/known.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';

describeShared('room-occupancy', (folder) => {
  it('has the three published files, and what comes 15 minutes later', async () => {
    const dataset = await datasets['room-occupancy'].load({ folder });
    expect(sizesOf(dataset)).toEqual([8143, 2665, 9752]);
    const { train, validation, test } = known(classBalance(dataset)[0]).splits;
    expect([train, validation, test].map((split) => split?.classes)).toEqual([
      { empty: 6414, occupied: 1729 },
      { empty: 1693, occupied: 972 },
      { empty: 7703, occupied: 2049 },
    ]);
    const sums = ['temperature', 'co2', 'light'].map((task) => {
      const labels = labelsIn(dataset, task);
      return [labels.length, labels.reduce((sum, label) => sum + label, 0)];
    });
    expect(sums).toEqual([
      [20_515, expect.closeTo(428_802.5457262165, 0)],
      [20_515, expect.closeTo(14_159_892.742857123, -1)],
      [20_515, expect.closeTo(2_667_772.7357142908, -1)],
    ]);
    const { first, last } = await losses(dataset);
    expect(last).toBeLessThan(first);
  });
});

const temporary = temporaryFolder();

it('names the file and the line of what is no yes or no', async () => {
  const header = '"date","Temperature","Humidity","Light","CO2","HumidityRatio","Occupancy"';
  const minutes = Array.from(
    { length: 40 },
    (_, index) => `"${index}","2015-02-04 17:${10 + index}:00",23,27,400,700,0.005,`,
  );
  const write = (name: string, occupied: (index: number) => string): void => {
    const rows = minutes.map((minute, index) => `${minute}${occupied(index)}`);
    writeFileSync(join(temporary(), name), [header, ...rows, ''].join('\n'));
  };
  for (const name of ['datatraining.txt.gz', 'datatest2.txt.gz']) write(name, (index) => String(index % 2));
  write('datatest.txt.gz', (index) => (index === 6 ? '2' : '1'));
  await expect(datasets['room-occupancy'].load({ folder: temporary() })).rejects.toThrow(
    /^room-occupancy: datatest\.txt\.gz: column "Occupancy", line 8: must be one of 0, 1, received "2"\.$/,
  );
});
