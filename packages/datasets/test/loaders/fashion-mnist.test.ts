import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { writeMnist } from '../support/idx-files.ts';
import { at, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

it('reads all four files, with a garment and its group', async () => {
  const folder = temporary();
  writeMnist(folder, { train: 50, t10k: 20 });
  const { splits, tasks } = await datasets['fashion-mnist'].load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([45, 5, 20]);
  const nameAt = (task: number, row: number): string | undefined => {
    const { name = '', kind } = tasks[task] ?? {};
    return kind?.names?.[at(valuesOf(splits.test, name), row)];
  };
  expect([0, 4, 8, 9].map((row) => [nameAt(0, row), nameAt(1, row)])).toEqual([
    ['T-shirt/top', 'tops'],
    ['Coat', 'outers'],
    ['Bag', 'accessories'],
    ['Ankle boot', 'shoes'],
  ]);
});
