import { cnn } from '@equipoise/core';
import { beforeAll, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { inputOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';
import { lossesOf } from '../support/losses-of.ts';
import { describeShared } from '../support/shared-data.ts';

describeShared('omniglot-small1', (folder) => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['omniglot-small1'].load({ folder });
  });

  it('has 136 characters of 5 alphabets, each by 20 persons', () => {
    const { splits, tasks } = dataset;
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([1904, 272, 544]);
    // unzip -l images_background_small1.zip | grep png | awk '{print $4}' | cut -d/ -f2 | sort | uniq -c
    expect(tasks[0]?.kind.names).toEqual(['Balinese', 'Early_Aramaic', 'Greek', 'Korean', 'Latin']);
    expect(labelTotals(splits, 'alphabet')).toEqual({ 0: 480, 1: 440, 2: 480, 3: 800, 4: 520 });
    expect(Object.values(labelTotals(splits, 'character'))).toEqual(new Array(136).fill(20));
    expect(Object.values(labelTotals(splits, 'drawer'))).toEqual(new Array(20).fill(136));
  });

  it('has bright ink on black', () => {
    const image = inputOf(dataset.splits.train, 'image');
    const dark = image.filter((value) => value < 0).length / image.length;
    expect(dark).toBeGreaterThan(0.7);
  });

  it('trains', async () => {
    const losses = await lossesOf(dataset, cnn({ filters: [4, 8], kernel: 3 }), 3);
    expect(losses.alphabet?.last).toBeLessThan(losses.alphabet?.first ?? 0);
  });
});
