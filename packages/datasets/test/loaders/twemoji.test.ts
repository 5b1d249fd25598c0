import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { skipCnn } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset, readCsv } from '../../src/index.ts';
import { dataFile } from '../../src/parse/data-file.ts';
import { inputOf, known, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

const path = dataFile('test', 'twemoji.bin.gz');

describe('twemoji', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets.twemoji.load();
  });

  it('has every emoji once, with category and skin tone', () => {
    const { splits, tasks } = dataset;
    const [train, validation, test] = [splits.train.size, splits.validation.size, splits.test.size];
    expect(train + validation + test).toBe(3491);
    expect([validation, test]).toEqual([349, 698]);
    // Counted in labels.csv: python3 -c "import csv, collections; …". The order is that of the names.
    const counts = [85, 159, 5, 270, 131, 264, 1966, 169, 224, 218];
    expect(Object.values(labelTotals(splits, 'category'))).toEqual(counts);
    expect(labelTotals(splits, 'skin-tone')).toEqual({ 0: 1911, 1: 316, 2: 316, 3: 316, 4: 316, 5: 316 });
    expect(known(tasks[0]).kind.names?.[6]).toBe('People & Body');
  });

  it('keeps all tones of an emoji in one split', () => {
    // An emoji with tones has the label `none` and each of the five tones equally often in a split.
    for (const split of Object.values(dataset.splits)) {
      const counts = [1, 2, 3, 4, 5].map((tone) => valuesOf(split, 'skin-tone').filter((own) => own === tone).length);
      expect(new Set(counts).size).toBe(1);
    }
  });

  it('masks the pixels that are opaque: 58 %', () => {
    const marked = Object.values(dataset.splits).reduce(
      (sum, split) => sum + valuesOf(split, 'mask').filter((value) => value === 1).length,
      0,
    );
    const bytes = gunzipSync(readFileSync(path));
    let opaque = 0;
    for (let at = 3; at < bytes.length; at += 4) opaque += known(bytes[at]) >= 128 ? 1 : 0;
    expect(marked).toBe(opaque);
    expect(opaque / (3491 * 1024)).toBeCloseTo(0.58, 2);
  });

  it('pastes each on another ground with another seed, and trains', async () => {
    const { train } = (await datasets.twemoji.load({ seed: 1, size: 200 })).splits;
    expect(inputOf(train, 'image').slice(0, 3072)).not.toEqual(inputOf(dataset.splits.train, 'image').slice(0, 3072));
    const small = { ...dataset, splits: { train, validation: train } };
    const losses = await lossesOf(small, skipCnn({ filters: [4, 8] }), 5);
    expect(losses.mask?.last).toBeLessThan(losses.mask?.first ?? 0);
  });
});

describeShared('twemoji-images', (folder) => {
  it('has the pixels of the prepared file, transparent ones cleared', async () => {
    const prepared = gunzipSync(readFileSync(join(folder, 'images-3491x32x32-rgba.u8.gz')));
    for (let at = 0; at < prepared.length; at += 4) if (prepared[at + 3] === 0) prepared.fill(0, at, at + 3);
    expect(gunzipSync(readFileSync(path)).equals(prepared)).toBe(true);
    const [own, other] = [await readCsv(dataFile('test', 'twemoji.csv.gz')), await readCsv(join(folder, 'labels.csv'))];
    expect([...Array.from(own.cells('unified'))]).toEqual([...Array.from(other.cells('unified'))]);
  });
});
