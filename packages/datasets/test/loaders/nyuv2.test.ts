import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { inputOf, valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trainBriefly } from '../support/train-briefly.ts';
import { npyOf, type Scene, sceneFiles, writeFiles } from '../support/write-scenes.ts';
import { zipOf } from '../support/zip-writer.ts';

const temporary = temporaryFolder();
const pixels = 72 * 96;

/** A room whose lower half is floor at 1 to 2 m (or a row less), and whose upper half a wall at 3 m, with a pixel of each kind that nothing is known of. */
function room(index: number): Scene {
  const isFloor = (row: number): boolean => row >= 6 + (index % 2);
  return {
    image: [3, (row, column, channel) => (isFloor(row) ? 0.2 : 0.6) + 0.1 * channel + 0.01 * ((column + index) % 4)],
    label: [1, (row, column) => (row === 0 && column === 0 ? -1 : isFloor(row) ? 4 : 11)],
    depth: [1, (row, column) => (column === 15 ? 0 : isFloor(row) ? 1 + index / 10 : 3)],
    normal: [3, (row, column, axis) => (column === 14 ? 0 : Number(axis === (isFloor(row) ? 1 : 2)))],
  };
}

const isSame = (one: Float32Array | Int32Array, other: Float32Array | Int32Array): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);
const rooms = (count: number): readonly Scene[] => Array.from({ length: count }, (_, index) => room(index));
const files = sceneFiles({ train: rooms(10), val: rooms(3) });
const written = (own = files): string => {
  const folder = mkdtempSync(join(temporary(), 'nyuv2-'));
  writeFiles(folder, own);
  return folder;
};

describe('nyuv2', () => {
  it('reads class, depth and normal of each pixel of the published layout: not the original', async () => {
    const { splits, tasks } = await datasets.nyuv2.load({ folder: written() });
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([9, 1, 3]);
    expect(tasks.map(({ name, kind }) => [name, kind.name, kind.loss.name])).toEqual([
      ['label', 'segmentation', 'softmax-cross-entropy'],
      ['depth', 'dense-regression', 'mean-absolute-error'],
      ['normal', 'dense-regression', 'cosine-distance'],
    ]);
    // A pixel of the file is 6 × 6 here.
    const label = valuesOf(splits.test, 'label').subarray(0, pixels);
    expect([-1, 4, 11].map((own) => label.filter((value) => value === own).length / 36)).toEqual([1, 96, 95]);
    const depth = valuesOf(splits.test, 'depth').subarray(pixels, 2 * pixels);
    // The second room: seven rows of wall, a column of 16 without depth.
    expect([0, 3].map((own) => depth.filter((value) => value === own).length / 36)).toEqual([12, 105]);
    expect(depth[71 * 96]).toBeCloseTo(1.1, 6);
    const normal = valuesOf(splits.test, 'normal');
    expect([...normal.slice(0, 3), ...normal.slice(71 * 96 * 3, 71 * 96 * 3 + 3)]).toEqual([0, 0, 1, 0, 1, 0]);
    expect([...normal.slice(84 * 3, 84 * 3 + 3)]).toEqual([0, 0, 0]);
  });

  it('reads the same from an archive, whatever folder is around it', async () => {
    const folder = mkdtempSync(join(temporary(), 'zip-'));
    const entries = Object.entries(files).map(([path, bytes]) => ({ name: `nyuv2/${path}`, bytes }));
    writeFileSync(
      join(folder, 'nyuv2.zip'),
      zipOf([{ name: 'nyuv2/readme.txt', bytes: Buffer.from('x') }, ...entries]),
    );
    const [packed, unpacked] = [
      await datasets.nyuv2.load({ folder }),
      await datasets.nyuv2.load({ folder: written() }),
    ];
    for (const part of ['train', 'validation', 'test'] as const) {
      for (const task of ['label', 'depth', 'normal']) {
        expect(isSame(valuesOf(packed.splits[part], task), valuesOf(unpacked.splits[part], task))).toBe(true);
      }
      expect(isSame(inputOf(packed.splits[part], 'image'), inputOf(unpacked.splits[part], 'image'))).toBe(true);
    }
  });

  it('deals a tenth of the training images by the seed, and keeps what it was asked for', async () => {
    const folder = written();
    const [all, few] = [await datasets.nyuv2.load({ folder }), await datasets.nyuv2.load({ folder, size: 2 })];
    expect(few.splits.train.size).toBe(2);
    expect(isSame(valuesOf(few.splits.validation, 'depth'), valuesOf(all.splits.validation, 'depth'))).toBe(true);
    const first = valuesOf(all.splits.train, 'depth').slice(0, 2 * pixels);
    expect(isSame(valuesOf(few.splits.train, 'depth'), first)).toBe(true);
  });

  it('trains its three tasks, each with a metric of its own', async () => {
    const dataset = await datasets.nyuv2.load({ folder: written() });
    const { first, last, metrics } = await trainBriefly(dataset, { epochs: 6, batchSize: 3 });
    last.forEach((loss, task) => {
      expect(loss).toBeLessThan(first[task] ?? 0);
    });
    expect(Object.keys(metrics.depth ?? {})).toEqual(['mae', 'mape']);
    const angles = ['mean-angle', 'median-angle', 'angle-within-11.25', 'angle-within-22.5', 'angle-within-30'];
    expect(Object.keys(metrics.normal ?? {})).toEqual(angles);
  });

  it('names what is missing or wrong', async () => {
    const without = Object.fromEntries(Object.entries(files).filter(([path]) => path !== 'train/depth/3.npy'));
    await expect(datasets.nyuv2.load({ folder: written(without) })).rejects.toThrow(
      /^nyuv2: .* has no file train\/depth\/3\.npy\.$/,
    );
    const shapes = { ...files, 'val/normal/1.npy': npyOf(new Float32Array(192), [12, 16, 1]) };
    await expect(datasets.nyuv2.load({ folder: written(shapes) })).rejects.toThrow(
      'val/normal/1.npy: must have a shape of rows, columns and 3, received (12, 16, 1).',
    );
    const bright = { ...files, 'val/image/1.npy': npyOf(new Float32Array(576).fill(200), [12, 16, 3]) };
    await expect(datasets.nyuv2.load({ folder: written(bright) })).rejects.toThrow('must have numbers from 0 to 1');
    const cut = { ...files, 'val/image/1.npy': Buffer.from('no array') };
    await expect(datasets.nyuv2.load({ folder: written(cut) })).rejects.toThrow('is no npy file of numbers');
    const classes = { ...files, 'val/label/1.npy': npyOf(new Float64Array(192).fill(13), [12, 16]) };
    await expect(datasets.nyuv2.load({ folder: written(classes) })).rejects.toThrow('a whole number from 0 to 12');
    const empty = mkdtempSync(join(temporary(), 'empty-'));
    await expect(datasets.nyuv2.load({ folder: empty })).rejects.toThrow('run "equipoise datasets get nyuv2"');
  });
});
