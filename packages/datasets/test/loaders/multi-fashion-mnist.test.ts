import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { writeMnist } from '../support/idx-files.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

it('has a digit on the left and a garment on the right', async () => {
  const folder = temporary();
  for (const name of ['mnist', 'fashion-mnist']) writeMnist(join(folder, name), { train: 60, t10k: 20 });
  const { splits, tasks } = await datasets['multi-fashion-mnist'].load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([54, 6, 20]);
  expect(tasks.map(({ kind }) => kind.names?.[1])).toEqual(['1', 'Trouser']);
  // Left image 0 of the test split shows 0: canvas row 0, column 5 is kept as column 4, of brightness 20.
  expect(at(valuesOf(splits.test, 'left'), 0)).toBe(0);
  expect(at(inputOf(splits.test, 'image'), 4)).toBeCloseTo((20 / 255 - 0.1307) / 0.3081, 5);
});
