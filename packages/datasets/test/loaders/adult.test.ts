import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const share = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0) / values.length;

describeShared('adult', (folder) => {
  it('has the rows of both files, the published test file as its test split', async () => {
    const { splits, tasks } = await datasets.adult.load({ folder });
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([29_305, 3256, 16_281]);
    expect(tasks.map(({ name }) => name)).toEqual(['income', 'never-married']);
    // adult.names: 24.6 % and 23.8 % of known incomes; all rows of the test file: 3,846 of 16,281.
    expect(share(valuesOf(splits.test, 'income'))).toBeCloseTo(3846 / 16_281, 9);
    expect(share(valuesOf(splits.test, 'never-married'))).toBeCloseTo(5434 / 16_281, 9);
  });
});

const temporary = temporaryFolder();

it('says how to get a file that is missing', async () => {
  const folder = temporary();
  writeFileSync(join(folder, 'adult.data'), '');
  await expect(datasets.adult.load({ folder })).rejects.toThrow(
    /adult\.test is missing: run "equipoise datasets get adult", or put it there from https:/,
  );
  await expect(datasets.adult.load({ folder })).rejects.toThrow(DataError);
});
