import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { plain, writePng } from '../support/write-png.ts';

const temporary = temporaryFolder();

it('has a task for each domain, labelled on its images only (layout as published)', async () => {
  const folder = temporary();
  for (const domain of ['amazon', 'dslr', 'webcam']) {
    for (const object of ['mug', 'pen']) {
      for (let index = 0; index < 10; index += 1) {
        writePng(join(folder, domain, 'images', object, `frame_${index}.png`), plain(9, index, 20, 30));
      }
    }
  }
  const { splits, tasks } = await datasets['office-31'].load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([36, 12, 12]);
  expect(tasks.map(({ name, kind }) => [name, kind.names])).toEqual(
    ['amazon', 'dslr', 'webcam'].map((name) => [name, ['mug', 'pen']]),
  );
  for (const { labels, size } of Object.values(splits)) {
    const known = tasks.map(({ name }) => labels[name]?.mask ?? []);
    for (let row = 0; row < size; row += 1) {
      expect(known.reduce((sum, mask) => sum + (mask[row] ?? 0), 0)).toBe(1);
    }
    expect(known.map((mask) => Array.from(mask).filter((mark) => mark === 1).length)).toEqual(
      new Array(3).fill(size / 3),
    );
  }
});

it('says where to get the folder', async () => {
  await expect(datasets['office-31'].load({ folder: temporary() + '/none' })).rejects.toThrow(/get it from https:/);
});
