import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { writeMnist } from '../support/idx-files.ts';
import { labelCounts } from '../support/label-counts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

it('pairs the images of each split among themselves, each once on the left', async () => {
  const folder = temporary();
  writeMnist(folder, { train: 60, t10k: 20 });
  const { splits, tasks } = await datasets['multi-mnist-full'].load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([54, 6, 20]);
  expect(Object.values(labelCounts(splits.test, 'left'))).toEqual(new Array(10).fill(2));
  expect(Object.values(labelCounts(splits.test, 'right')).reduce((sum, count) => sum + count, 0)).toBe(20);
  expect(tasks[0]?.kind.names).toEqual(tasks[1]?.kind.names);
  const again = await datasets['multi-mnist-full'].load({ folder, size: 10 });
  expect(again.splits.train.inputs.image).toEqual(splits.train.inputs.image?.slice(0, 7840));
});
