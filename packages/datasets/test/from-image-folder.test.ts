import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  cnn,
  DataError,
  type DataSource,
  type Dataset,
  InvalidOptionError,
  labelsOf,
  type Split,
} from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { fromImageFolder, readImage } from '../src/index.ts';
import { at, inputOf, known } from './support/known.ts';
import { lossesOf } from './support/losses-of.ts';
import { temporaryFolder } from './support/temporary-folder.ts';
import { plain, writePng } from './support/write-png.ts';

const temporary = temporaryFolder();
const image = { height: 8, width: 8 };
let folder = '';

/** 20 reddish and 20 bluish images of different sizes in two folders; masks whose left half is class 1; a table of all. */
beforeAll(() => {
  folder = join(temporary(), 'photos');
  const lines = ['file,colour,brightness,mask'];
  for (let index = 0; index < 40; index += 1) {
    const [side, bright] = [8 + (index % 5), 100 + 3 * index];
    const colour = index % 2 === 0 ? 'red' : 'blue';
    const file = `${colour}/${String(index).padStart(2, '0')}.png`;
    writePng(join(folder, file), colour === 'red' ? plain(side, bright, 0, 0) : plain(side, 0, 0, bright));
    const mask = new Uint8Array(side * side).map((_, pixel) =>
      pixel % side < side / 2 ? 1 : pixel === side - 1 ? 9 : 0,
    );
    writePng(join(folder, 'masks', `${index}.png`), { width: side, height: side, data: mask });
    lines.push(`${file},${colour},${bright},${index === 3 ? '' : `masks/${index}.png`}`);
  }
  writeFileSync(join(folder, 'labels.csv'), lines.join('\n'));
});

const withTable = (more: object = {}): Promise<Dataset> =>
  fromImageFolder({
    folder,
    image,
    table: join(folder, 'labels.csv'),
    targets: { colour: 'multiclass', brightness: 'regression' },
    masks: { mask: { classes: ['ground', 'left'], ignore: 9 } },
    ...more,
  });

describe('fromImageFolder', () => {
  it('takes the sub-folders for classes', async () => {
    const own = join(temporary(), 'classes');
    for (const name of ['cat', 'dog', 'owl']) {
      for (let index = 0; index < 10; index += 1) writePng(join(own, name, `${index}.png`), plain(4, index, 2, 3));
    }
    mkdirSync(join(own, '.hidden'));
    const { splits, tasks, inputs } = await fromImageFolder({ folder: own, image, split: 'stratified' });
    expect(tasks.map(({ name, kind }) => [name, kind.names])).toEqual([['class', ['cat', 'dog', 'owl']]]);
    expect(inputs.image?.shape).toEqual([8, 8, 3]);
    expect([splits.train.size, splits.validation.size, splits.test?.size]).toEqual([18, 6, 6]);
  });

  it('reads a table that names files, targets and masks', async () => {
    const { tasks, splits } = await withTable();
    expect(tasks.map(({ name, kind }) => [name, kind.name])).toEqual([
      ['colour', 'multiclass'],
      ['brightness', 'regression'],
      ['mask', 'segmentation'],
    ]);
    const all = [splits.train as Split, splits.validation, known(splits.test)];
    expect(all.map(({ size }) => size)).toEqual([24, 8, 8]);
    const marks = all.flatMap((split) => [...(labelsOf(split, 'mask')?.mask ?? [])]);
    expect(marks.filter((mark) => mark === 0)).toHaveLength(1);
    const counts = new Map<number, number>();
    for (const split of all) {
      for (const value of known(labelsOf(split, 'mask')).values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([-1, 0, 1]);
  });

  it('gives the same examples when they are decoded for each batch', async () => {
    const [whole, lazy] = [await withTable(), await withTable({ lazy: true, keep: 2 })];
    const [split, source] = [whole.splits.train as Split, lazy.splits.train as DataSource];
    const order = Uint32Array.of(5, 0, 5, 23);
    const batch = await source.gather(order);
    order.forEach((row, index) => {
      expect(inputOf(batch, 'image').slice(index * 192, (index + 1) * 192)).toEqual(
        inputOf(split, 'image').slice(row * 192, (row + 1) * 192),
      );
      expect(at(known(labelsOf(batch, 'brightness')).values, index)).toBe(
        at(known(labelsOf(split, 'brightness')).values, row),
      );
    });
    expect(batch.labels.mask?.values.slice(0, 64)).toEqual(split.labels.mask?.values.slice(5 * 64, 6 * 64));
    const losses = await lossesOf(await withTable({ lazy: true, masks: {} }), cnn({ filters: [4], kernel: 3 }));
    expect(losses.colour?.last).toBeLessThan(losses.colour?.first ?? 0);
  });

  it('has a digest of files and labels where images are decoded for each batch', async () => {
    const digestOf = async (options: object = {}): Promise<string> => {
      const { digest } = (await withTable({ lazy: true, ...options })).splits.train as DataSource;
      return typeof digest === 'function' ? digest() : '';
    };
    const first = await digestOf();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(await digestOf({ keep: 3 })).toBe(first);
    expect(await digestOf({ image: { height: 8, width: 9 } })).not.toBe(first);
    expect(await digestOf({ masks: { mask: { classes: ['ground', 'left', 'right'], ignore: 9 } } })).not.toBe(first);
    let changed = 0;
    for (let index = 0; index < 8; index += 1) {
      const path = join(folder, 'masks', `${index}.png`);
      const bytes = readFileSync(path);
      writePng(path, plain(8, 1));
      changed += (await digestOf()) === first ? 0 : 1;
      writeFileSync(path, bytes);
    }
    // 24 of 40 images are for training; image 3 has no mask.
    expect(changed).toBeGreaterThan(0);
    expect(changed).toBeLessThan(8);
    expect(await digestOf()).toBe(first);
  });

  it('encodes a path for a prediction as it encoded the examples', async () => {
    const dataset = await withTable({ masks: {}, test: 0 });
    const row = await readImage(join(folder, 'red/00.png'));
    const { inputs } = known(dataset.preprocessing).encode([{ image: row }]);
    const split = dataset.splits.train as Split;
    const own = [...known(inputs.image).slice(0, 3)];
    expect(own[0]).toBeGreaterThan(own[2] ?? 0);
    expect(inputOf(split, 'image')).toHaveLength(32 * 192);
  });

  it('names the file or the row of what is wrong', async () => {
    writeFileSync(join(folder, 'red/00.png'), 'text');
    await expect(withTable()).rejects.toThrow(
      /cannot decode .*red.00\.png: it is no PNG, JPEG, WebP, GIF, TIFF or AVIF image\.$/,
    );
    writePng(join(folder, 'red/00.png'), plain(8, 100, 0, 0));
    await expect(withTable({ masks: { mask: { classes: 2 } } })).rejects.toThrow(
      /images: task mask: column "mask", .*: must be a whole number from 0 to 1, or -1 where there is none\.$/,
    );
    await expect(withTable({ table: { file: ['red/00.png', 7] } })).rejects.toThrow(DataError);
    await expect(fromImageFolder({ folder: join(folder, 'none'), image })).rejects.toThrow(/cannot read .*none: /);
    await expect(withTable({ image: { height: 0, width: 8 } })).rejects.toThrow(InvalidOptionError);
    await expect(withTable({ keep: -1 })).rejects.toThrow(/option `keep` must be a whole number of at least 0/);
    await expect(withTable({ maxPixels: 10 })).rejects.toThrow(/at most 10 are accepted/);
    await expect(withTable({ folde: 1 })).rejects.toThrow(/folder/);
  });
});
