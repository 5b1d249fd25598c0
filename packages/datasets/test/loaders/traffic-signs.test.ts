import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { skipCnn } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { dataFile } from '../../src/parse/data-file.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

describe('traffic-signs', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['traffic-signs'].load();
  });

  it('has 1,543 signs of four categories', () => {
    const { splits } = dataset;
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([1080, 154, 309]);
    // complementary, information, regulatory, warning
    expect(labelTotals(splits, 'category')).toEqual({ 0: 179, 1: 227, 2: 607, 3: 530 });
  });

  it('tells left from right by the words of the meaning', () => {
    // awk -F, 'NR > 1 { n = split($3, w, "-"); l = r = 0; for (i = 1; i <= n; i++) { if (w[i] == "left") l = 1; if (w[i] == "right") r = 1 };
    //   if (l && !r) a++; if (r && !l) b++ } END { print a, b }' labels.csv
    expect(labelTotals(dataset.splits, 'direction')).toEqual({ 0: 1273, 1: 135, 2: 135 });
  });

  it('trains', async () => {
    const { train } = (await datasets['traffic-signs'].load({ size: 200 })).splits;
    const losses = await lossesOf({ ...dataset, splits: { train, validation: train } }, skipCnn({ filters: [4, 8] }));
    expect(losses.mask?.last).toBeLessThan(losses.mask?.first ?? 0);
  });
});

describeShared('mapillary-traffic-signs', (folder) => {
  it('has the pixels of the prepared file, transparent ones cleared', () => {
    const prepared = gunzipSync(readFileSync(join(folder, 'images-1543x32x32-rgba.u8.gz')));
    for (let at = 0; at < prepared.length; at += 4) if (prepared[at + 3] === 0) prepared.fill(0, at, at + 3);
    expect(gunzipSync(readFileSync(dataFile('test', 'traffic-signs.bin.gz'))).equals(prepared)).toBe(true);
  });
});
