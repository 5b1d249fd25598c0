import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { countsByName, sizesOf, sum } from '../support/counts-by-name.ts';
import { describeShared } from '../support/shared-data.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { trainBriefly } from '../support/train-briefly.ts';

const temporary = temporaryFolder();

describeShared('snips', (folder) => {
  let dataset: LoadedDataset;

  beforeAll(async () => {
    dataset = await datasets.snips.load({ folder });
  });

  it('has the published splits, intents and tags', () => {
    expect(sizesOf(dataset)).toEqual([13_084, 700, 700]);
    const { train, test } = dataset.splits;
    // Counted by another program.
    expect(countsByName(dataset, test, 'intent')).toEqual({
      AddToPlaylist: 124,
      BookRestaurant: 92,
      GetWeather: 104,
      PlayMusic: 86,
      RateBook: 80,
      SearchCreativeWork: 107,
      SearchScreeningEvent: 107,
    });
    const slots = countsByName(dataset, train, 'slots');
    expect([Object.keys(slots).length, slots.O, slots['B-artist'], sum(Object.values(slots))]).toEqual([
      ...[72, 57_288, 1804, 117_700],
    ]);
    expect(sum(Object.values(countsByName(dataset, test, 'slots')))).toBe(6354);
  });

  it('keeps the beginning of the training requests of a seed', async () => {
    const { rows, inputs } = await datasets.snips.load({ folder, size: 100 });
    expect(rows?.train).toEqual(dataset.rows?.train.slice(0, 100));
    expect(rows?.test).toEqual(dataset.rows?.test);
    expect(inputs.text?.vocabulary).toBeLessThan(dataset.inputs.text?.vocabulary ?? 0);
    expect((await datasets.snips.load({ folder, seed: 1, size: 1 })).rows?.train).not.toEqual(rows?.train.slice(0, 1));
  });

  it('trains intent and slots together', async () => {
    const small = await datasets.snips.load({ folder, size: 4000 });
    const { first, last, metrics } = await trainBriefly(small, { epochs: 2, batchSize: 64 });
    first.forEach((loss, task) => {
      expect(last[task]).toBeLessThan(loss);
    });
    expect(metrics.intent?.accuracy).toBeGreaterThan(0.9);
    expect(metrics.slots?.accuracy).toBeGreaterThan(0.6);
  });

  it('names the line where a tag is missing', async () => {
    for (const part of ['train', 'valid', 'test']) {
      mkdirSync(join(temporary(), part));
      for (const file of ['seq.in', 'seq.out', 'label']) {
        copyFileSync(join(folder, part, file), join(temporary(), part, file));
      }
    }
    writeFileSync(join(temporary(), 'valid', 'seq.out'), 'O O\n'.repeat(700));
    await expect(datasets.snips.load({ folder: temporary() })).rejects.toThrow(
      /seq\.out: line 1: must have a tag for each of \d+ tokens, received 2\.$/,
    );
  });
});

it('says how to get the files', async () => {
  await expect(datasets.snips.load({ folder: join(temporary(), 'none') })).rejects.toThrow(
    /train\/label is missing: run "equipoise datasets get snips", or put it there from https:/,
  );
});
