import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { datasets } from '../../src/index.ts';
import { valuesOf } from '../support/known.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trainBriefly } from '../support/train-briefly.ts';
import { type Scene, sceneFiles, writeFiles } from '../support/write-scenes.ts';

const temporary = temporaryFolder();

/** A street: sky above without a depth, and below the road, nearer from row to row. */
const street = (horizon: number): Scene => ({
  image: [3, (row, _, channel) => (row < horizon ? 0.8 : 0.3) + 0.05 * channel],
  label: [1, (row, column) => (column === 0 ? -1 : row < horizon ? 4 : 0)],
  depth: [1, (row) => (row < horizon ? 0 : row / 30)],
});

function written(count = 10): string {
  const folder = mkdtempSync(join(temporary(), 'cityscapes-'));
  writeFiles(
    folder,
    sceneFiles({
      train: Array.from({ length: count }, (_, index) => street(3 + (index % 4))),
      val: [street(4), street(5)],
    }),
  );
  return folder;
}

it('reads class and inverse depth of each pixel of the published layout: not the original', async () => {
  const { splits, tasks } = await datasets.cityscapes.load({ folder: written() });
  expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([9, 1, 2]);
  expect(tasks.map(({ name, kind }) => [name, kind.name, kind.metrics.map((metric) => metric.name)])).toEqual([
    ['label', 'segmentation', ['mean-iou', 'accuracy']],
    ['depth', 'dense-regression', ['mae', 'mape']],
  ]);
  const label = valuesOf(splits.test, 'label').subarray(0, 64 * 128);
  // 8 of 128 columns are unlabelled; rows ⌊(r + ½) · 12 / 64⌋ below 4 are sky: 21.
  expect([-1, 4, 0].map((own) => label.filter((value) => value === own).length)).toEqual([512, 21 * 120, 43 * 120]);
  const depth = valuesOf(splits.test, 'depth');
  expect([depth[0], depth[63 * 128]]).toEqual([0, expect.closeTo(11 / 30, 6)]);
});

it('trains both tasks', async () => {
  const dataset = await datasets.cityscapes.load({ folder: written(), size: 6 });
  const { first, last } = await trainBriefly(dataset, { epochs: 4, batchSize: 2 });
  last.forEach((loss, task) => {
    expect(loss).toBeLessThan(first[task] ?? 0);
  });
});

it('says where to get the folders', async () => {
  const folder = mkdtempSync(join(temporary(), 'none-'));
  await expect(datasets.cityscapes.load({ folder })).rejects.toThrow(/train is missing: get it from https:/);
});
