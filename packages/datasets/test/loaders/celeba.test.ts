import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { at, inputOf, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { plain, writePng } from '../support/write-png.ts';

const temporary = temporaryFolder();

/** 12 faces, 6 for training, 3 for validation and testing each; face i smiles when i is even. */
function write(sign = '1'): string {
  const folder = temporary();
  const names = Array.from({ length: 12 }, (_, index) => `${String(index + 1).padStart(6, '0')}.jpg`);
  names.forEach((name, index) => {
    writePng(join(folder, 'img_align_celeba', name), plain(8, 20 * index, 7, 7));
  });
  const lines = names.map((name, index) => `${name} ${index % 2 === 0 ? ` ${sign}` : '-1'} -1`);
  writeFileSync(join(folder, 'list_attr_celeba.txt'), ['12', 'Smiling Wavy_Hair ', ...lines].join('\r\n'));
  const partition = (index: number): number => (index < 6 ? 0 : index < 9 ? 1 : 2);
  writeFileSync(
    join(folder, 'list_eval_partition.txt'),
    names.map((name, at) => `${name} ${partition(at)}`).join('\n'),
  );
  return folder;
}

it('has a task for each attribute, and the published partition (layout as published)', async () => {
  const { splits, tasks } = await datasets.celeba.load({ folder: write() });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([6, 3, 3]);
  expect(tasks.map(({ name, kind }) => [name, kind.name])).toEqual([
    ['Smiling', 'binary'],
    ['Wavy_Hair', 'binary'],
  ]);
  // Brighter red means a later face: the rank in the training split says which, and whether it smiles.
  const reds = Array.from({ length: 6 }, (_, row) => at(inputOf(splits.train, 'image'), row * 64 * 64 * 3));
  const order = [...reds].sort((a, b) => a - b);
  expect([...valuesOf(splits.train, 'Smiling')]).toEqual(reds.map((red) => (order.indexOf(red) % 2 === 0 ? 1 : 0)));
  expect((await datasets.celeba.load({ folder: write(), size: 2 })).splits.train.size).toBe(2);
});

it('names the line that it cannot read', async () => {
  await expect(datasets.celeba.load({ folder: write('2') })).rejects.toThrow(
    /list_attr_celeba\.txt, line 3: must be a file and 2 times 1 or -1/,
  );
});
