import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { plain, pngOf } from '../support/write-png.ts';
import { zipOf } from '../support/zip-writer.ts';

const temporary = temporaryFolder();

it('reads both archives: the published layout, not the originals', async () => {
  const folder = temporary();
  ['background', 'evaluation'].forEach((part, index) => {
    const files = Array.from({ length: 20 }, (_, at) => {
      const person = String((at % 10) + 1).padStart(2, '0');
      const character = String(Math.floor(at / 10) + 1).padStart(2, '0');
      return {
        name: `images_${part}/Alphabet_${index}/character${character}/0001_${person}.png`,
        bytes: pngOf(plain(105, 255)),
      };
    });
    writeFileSync(join(folder, `images_${part}.zip`), zipOf(files));
  });
  const { splits, tasks } = await datasets.omniglot.load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([28, 4, 8]);
  expect(tasks.map(({ kind }) => kind.names?.length)).toEqual([2, 4, 10]);
  expect(tasks[1]?.kind.names).toContain('Alphabet_1 02');
});

it('says so when there is no drawing', async () => {
  const folder = temporary();
  for (const part of ['background', 'evaluation']) writeFileSync(join(folder, `images_${part}.zip`), zipOf([]));
  await expect(datasets.omniglot.load({ folder })).rejects.toThrow(/has no drawing of a character\.$/);
});
