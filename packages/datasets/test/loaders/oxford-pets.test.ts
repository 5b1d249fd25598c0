import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { known, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { tarOf } from '../support/tar-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { pngOf } from '../support/write-png.ts';

const temporary = temporaryFolder();
const byPillow = JSON.parse(readFileSync(join(import.meta.dirname, '../image/pillow/images.json'), 'utf8')) as Record<
  string,
  { file: string }
>;
const photograph = Buffer.from(known(byPillow['JPEG baseline']).file, 'base64');

function write(list: string): string {
  const folder = temporary();
  const names = ['Abyssinian', 'basset_hound'].flatMap((breed) =>
    Array.from({ length: 10 }, (_, at) => `${breed}_${at}`),
  );
  // The left third is the pet, the right third the ground, and between them is the border.
  const trimap = pngOf({
    width: 24,
    height: 24,
    data: new Uint8Array(576).map((_, at) => [1, 3, 2][Math.floor((at % 24) / 8)] ?? 0),
  });
  writeFileSync(
    join(folder, 'images.tar.gz'),
    tarOf(Object.fromEntries(names.map((name) => [`images/${name}.jpg`, photograph]))),
  );
  writeFileSync(
    join(folder, 'annotations.tar.gz'),
    tarOf({
      ...Object.fromEntries(names.map((name) => [`annotations/trimaps/${name}.png`, trimap])),
      'annotations/trimaps/._Abyssinian_0.png': Buffer.of(0),
      'annotations/trainval.txt': Buffer.from(
        names
          .filter((_, at) => at % 2 === 0)
          .map((name) => `${name} ${list}`)
          .join('\n'),
      ),
      'annotations/test.txt': Buffer.from(
        names
          .filter((_, at) => at % 2 === 1)
          .map((name) => `${name} ${list}`)
          .join('\n'),
      ),
    }),
  );
  return folder;
}

it('reads archives of the published layout: not the originals', async () => {
  const { splits, tasks } = await datasets['oxford-pets'].load({ folder: write('1 2 1\n') });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([9, 1, 10]);
  expect(tasks.map(({ name }) => name)).toEqual(['species', 'breed', 'mask']);
  expect(tasks[1]?.kind.names).toEqual(['Abyssinian', 'basset_hound']);
  expect(labelTotals(splits, 'species')).toEqual({ 1: 20 });
  const row = [...valuesOf(splits.test, 'mask').slice(0, 64)];
  expect([1, -1, 0].map((label) => row.filter((own) => own === label).length)).toEqual([21, 22, 21]);
});

it('names the line of a list that it cannot read', async () => {
  await expect(datasets['oxford-pets'].load({ folder: write('1 3 1\n') })).rejects.toThrow(
    /annotations\/trainval\.txt, line 1: must be a photograph and three numbers, received "Abyssinian_0 1 3 1"\.$/,
  );
});
