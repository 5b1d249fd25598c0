import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { cnn } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset, readCsv } from '../../src/index.ts';
import { dataFile } from '../../src/parse/data-file.ts';
import { at, scaleOf, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

describe('nih-chest-xray-910', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['nih-chest-xray-910'].load();
  });

  it('has the splits of the collection, and no patient in two', async () => {
    const { splits } = dataset;
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([657, 70, 183]);
    const table = await readCsv(dataFile('test', 'chest-xrays.csv.gz'));
    const [patients, parts] = [table.cells('patient'), table.cells('split')];
    const splitsOf = new Map<unknown, Set<unknown>>();
    Array.from(patients).forEach((patient, row) => {
      splitsOf.set(patient, (splitsOf.get(patient) ?? new Set()).add(parts[row]));
    });
    expect(splitsOf.size).toBe(617);
    expect([...splitsOf.values()].every((own) => own.size === 1)).toBe(true);
  });

  it('has the labels of NIH’s table', () => {
    const { splits } = dataset;
    expect(labelTotals(splits, 'pneumonia')).toEqual({ 0: 500, 1: 410 });
    expect(labelTotals(splits, 'view')).toEqual({ 0: 385, 1: 525 });
    const findings = [0, 1, 2, 3].map((finding) =>
      Object.values(splits).reduce(
        (sum, split) =>
          sum + valuesOf(split, 'findings').filter((value, index) => index % 4 === finding && value === 1).length,
        0,
      ),
    );
    expect(findings).toEqual([155, 99, 76, 74]);
    const { mean, deviation } = scaleOf(dataset, 'age');
    const ages = Object.values(splits).flatMap((split) =>
      Array.from(valuesOf(split, 'age'), (age) => age * deviation + mean),
    );
    expect(ages.reduce((sum, age) => sum + age, 0) / 910).toBeCloseTo(43.9, 1);
    expect([Math.min(...ages), Math.max(...ages)].map(Math.round)).toEqual([4, 85]);
    expect(at(dataset.inputs.image?.shape ?? [], 0)).toBe(64);
  });

  it('trains', async () => {
    const losses = await lossesOf(dataset, cnn({ filters: [4, 8] }), 3);
    expect(losses.view?.last).toBeLessThan(losses.view?.first ?? 0);
  });
});

describeShared('nih-chest-xray-910', (folder) => {
  it('has the pixels of the prepared file', () => {
    const prepared = gunzipSync(readFileSync(join(folder, 'images-910x64x64.u8.gz')));
    expect(gunzipSync(readFileSync(dataFile('test', 'chest-xrays.bin.gz'))).equals(prepared)).toBe(true);
  });
});
