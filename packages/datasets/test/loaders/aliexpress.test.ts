import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { inputOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { classTotals, losses, sizesOf } from '../support/totals.ts';

const temporary = temporaryFolder();
const header = [
  'search_id',
  ...Array.from({ length: 16 }, (_, index) => `categorical_${index + 1}`),
  ...Array.from({ length: 63 }, (_, index) => `numerical_${index + 1}`),
  ...['click', 'conversion'],
].join(',');
const stream = random(6);
/** Items of the form that MTReclib's preprocess.py writes, five for each search; the real files may not be passed on. The first number is that of the search. */
const items = Array.from({ length: 500 }, (_, index) => {
  const search = Math.floor(index / 5);
  const categories = Array.from({ length: 16 }, () => stream.integer(9));
  const numbers = Array.from({ length: 62 }, () => stream.normal().toFixed(3));
  const click = index % 4 === 0 ? 1 : 0;
  return [1000 + search, ...categories, search, ...numbers, click, index % 8 === 0 ? 1 : 0].join(',');
});
const write = (name: string, rows: readonly string[]): void => {
  writeFileSync(join(temporary(), name), [header, ...rows, ''].join('\n'));
};

it('reads both files of the prepared form, the items of a search in one split', async () => {
  write('train.csv', items.slice(0, 400));
  write('test.csv', items.slice(400));
  const dataset = await datasets.aliexpress.load({ folder: temporary() });
  expect(sizesOf(dataset)).toEqual([360, 40, 100]);
  expect(classTotals(dataset)).toEqual({ click: { no: 375, yes: 125 }, conversion: { no: 437, yes: 63 } });
  const { columns = [] } = dataset.inputs.table ?? {};
  const place = columns.findIndex(({ name }) => name === 'numerical_1');
  const searches = (['train', 'validation'] as const).map((name) => {
    const cells = inputOf(dataset.splits[name], 'table');
    return new Set(Array.from({ length: dataset.splits[name].size }, (_, row) => cells[row * columns.length + place]));
  });
  expect(searches.map(({ size }) => size)).toEqual([72, 8]);
  expect(new Set(searches.flatMap((own) => [...own])).size).toBe(80);
  const { first, last } = await losses(dataset);
  expect(last).toBeLessThan(first);
});

it('says where files must lie, and the line of an item that is bought without a click', async () => {
  await expect(datasets.aliexpress.load({ folder: join(temporary(), 'none') })).rejects.toThrow(
    /train\.csv is missing/,
  );
  write('train.csv', [...items.slice(0, 10), (items[1] ?? '').replace(/,0,0$/, ',0,1')]);
  write('test.csv', items.slice(400));
  await expect(datasets.aliexpress.load({ folder: temporary() })).rejects.toThrow(
    /^aliexpress: .*train\.csv, line 12: an item that is bought must have been clicked\.$/,
  );
});
