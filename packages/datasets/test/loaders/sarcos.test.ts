import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { labelsIn, losses, sizesOf } from '../support/totals.ts';
import { matFile, type WrittenMatrix } from '../support/write-mat.ts';

const temporary = temporaryFolder();
const stream = random(4);
/** Movements in the published form, a matrix of 28 columns; the real files could not be had here. The first torque is the first position. */
const all = Array.from({ length: 300 }, () => {
  const inputs = Array.from({ length: 21 }, () => stream.normal());
  return [...inputs, ...inputs.slice(0, 7)];
});
const matrix = (rows: readonly (readonly number[])[]): WrittenMatrix => ({
  rows: rows.length,
  columns: Array.from({ length: 28 }, (_, column) => rows.map((row) => row[column] ?? 0)),
});
const write = (name: string, rows: readonly (readonly number[])[], little: boolean): void => {
  writeFileSync(join(temporary(), `${name}.mat`), matFile({ [name]: matrix(rows) }, little));
};

it.each([true, false])(
  'leaves rows of the test out of training, files with the least byte first: %s',
  async (little) => {
    write('sarcos_inv', all.slice(0, 250), little);
    write('sarcos_inv_test', all.slice(200), little); // 50 of the 100 rows are in the training file.
    const dataset = await datasets.sarcos.load({ folder: temporary() });
    expect(sizesOf(dataset)).toEqual([180, 20, 100]);
    const sum = all.reduce((total, row) => total + (row[21] ?? 0), 0);
    expect(labelsIn(dataset, 'torque-1').reduce((total, label) => total + label, 0)).toBeCloseTo(sum, 3);
    const { first, last } = await losses(dataset, { epochs: 4 });
    expect(last).toBeLessThan(first);
  },
);

it('says which file is not of the form', async () => {
  write('sarcos_inv', all, true);
  writeFileSync(
    join(temporary(), 'sarcos_inv_test.mat'),
    matFile({ sarcos_inv_test: { rows: 1, columns: [[1], [2]] } }),
  );
  await expect(datasets.sarcos.load({ folder: temporary() })).rejects.toThrow(
    /sarcos_inv_test\.mat: sarcos_inv_test must have 28 columns, received 2\.$/,
  );
});
