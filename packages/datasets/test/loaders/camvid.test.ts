import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { plain, writePng } from '../support/write-png.ts';

const temporary = temporaryFolder();

it('reads images and masks of the published layout: not the original', async () => {
  const folder = temporary();
  for (const [part, count] of Object.entries({ train: 4, val: 2, test: 3 })) {
    for (let index = 0; index < count; index += 1) {
      writePng(join(folder, part, `${index}.png`), plain(20, 10, 50, 90 + index));
      // The upper half is sky, the lower a car, and the last row unlabelled.
      const data = new Uint8Array(200 * 200).map((_, at) => (at < 20_000 ? 0 : at < 39_000 ? 8 : 11));
      writePng(join(folder, `${part}annot`, `${index}.png`), { width: 200, height: 200, data });
    }
  }
  const { splits } = await datasets.camvid.load({ folder });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([4, 2, 3]);
  const mask = valuesOf(splits.test, 'scene').slice(0, 96 * 128);
  const counts = [0, 8, -1].map((label) => Array.from(mask).filter((own) => own === label).length / 128);
  // Rows ⌊(r + ½) · 200 / 96⌋: 48 are below 100, and the last two of 195 and more.
  expect(counts).toEqual([48, 46, 2]);
  expect([...valuesOf(splits.test, 'present').slice(0, 4)]).toEqual([0, 1, 0, 0]);
  expect((await datasets.camvid.load({ folder, size: 1 })).splits.train.size).toBe(1);
});
