import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { DataError } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { idx, writeMnist } from '../support/idx-files.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

it('reads four files: the test file is the test split, a tenth of the rest for validation', async () => {
  const folder = temporary();
  writeMnist(folder, { train: 100, t10k: 30 });
  const { splits, inputs } = await datasets.mnist.load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([90, 10, 30]);
  expect(inputs.image?.shape).toEqual([28, 28, 1]);
  expect(Object.values(labelTotals(splits, 'digit'))).toEqual(new Array(10).fill(13));
  // Image i of the test split shows i mod 10, at row i.
  const image = inputOf(splits.test, 'image').subarray(7 * 784, 8 * 784);
  expect(at(image, 7 * 28 + 5)).toBeCloseTo((195 / 255 - 0.1307) / 0.3081, 5);
  expect(at(valuesOf(splits.test, 'digit'), 7)).toBe(7);
  expect((await datasets.mnist.load({ folder, size: 5 })).splits.train.size).toBe(5);
});

it('refuses files that are damaged, in one sentence that names them', async () => {
  const folder = temporary();
  const path = join(folder, 'train-labels-idx1-ubyte.gz');
  const message = async (bytes: Uint8Array): Promise<string> => {
    writeMnist(folder, { train: 20, t10k: 10 });
    writeFileSync(path, bytes);
    const error: unknown = await datasets.mnist.load({ folder }).catch((thrown: unknown) => thrown);
    if (!(error instanceof DataError)) throw new Error('loaded, or failed in another way', { cause: error });
    return error.message;
  };
  expect(await message(Buffer.from('no gzip'))).toMatch(/^mnist: cannot decompress .*labels-idx1-ubyte\.gz/);
  expect(await message(gzipSync('short'))).toMatch(/is no IDX file of 1 axes: it has 5 bytes\.$/);
  expect(await message(idx([20, 1], new Uint8Array(20)))).toMatch(/it begins with 2050, not 2049\.$/);
  expect(await message(idx([21], new Uint8Array(20)))).toMatch(/it says 21 values, and has 20\.$/);
  expect(await message(idx([19], new Uint8Array(19)))).toMatch(/has 19 labels, and there are 20 images\.$/);
  expect(await message(idx([20], new Uint8Array(20).fill(10, 4)))).toMatch(/label 5: must be 0 to 9, received 10\.$/);
});
