import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DataError, StorageError } from '@equipoise/core';
import { expect, it } from 'vitest';

import { type DatasetName, getDataset, removeDataset } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const temporary = temporaryFolder();

it('removes the files of a data set and parts of them, and nothing else', () => {
  const cache = mkdtempSync(join(temporary(), 'cache-'));
  const folder = join(cache, 'adult');
  const id = '6f1c8a52-0d3b-4a57-9a41-2f3f3c5d7e11';
  mkdirSync(join(folder, '.equipoise'), { recursive: true });
  const own = ['adult.data', '.equipoise/adult.data.json', `adult.test.${id}.part`, `adult.test.from.${id}.part`];
  for (const name of [...own, 'notes.txt']) writeFileSync(join(folder, name), '12345');
  expect(removeDataset('adult', cache)).toBe(20);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
  expect(removeDataset('adult', cache)).toBe(0);
  expect(existsSync(join(folder, 'notes.txt'))).toBe(true);
});

it('says what it cannot remove', () => {
  const cache = mkdtempSync(join(temporary(), 'cache-'));
  mkdirSync(join(cache, 'adult', 'adult.data', 'inside'), { recursive: true });
  expect(() => removeDataset('adult', cache)).toThrow(StorageError);
  expect(() => removeDataset('adult', cache)).toThrow(/adult\.data cannot be removed: /);
});

it('names the nearest data set of an unknown name', async () => {
  await expect(getDataset('adlut' as DatasetName)).rejects.toThrow(DataError);
  await expect(getDataset('adlut' as DatasetName)).rejects.toThrow(/no data set "adlut" \(did you mean adult\?\)/);
  await expect(getDataset('__proto__' as DatasetName)).rejects.toThrow(DataError);
  expect(() => removeDataset('..' as DatasetName)).toThrow(DataError);
});

it('has nothing to fetch for a data set that comes with the package', async () => {
  expect(await getDataset('penguins')).toEqual([]);
});
