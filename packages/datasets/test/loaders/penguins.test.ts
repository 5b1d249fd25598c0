import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { DataError } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { classBalance, type LoadedDataset } from '../../src/index.ts';
import { loadPenguins } from '../../src/loaders/penguins.ts';
import { inputOf, scaleOf, valuesOf } from '../support/known.ts';
import { testAccuracy } from '../support/softmax-regression.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const installed = join(dirname(createRequire(import.meta.url).resolve('vega-datasets')), '../data/penguins.json');

describe('penguins', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await loadPenguins();
  });

  it('has the 333 complete rows in three splits', () => {
    const { train, validation, test } = dataset.splits;
    expect([train.size, validation.size, test.size]).toEqual([199, 67, 67]);
    const names = ['Beak Length (mm)', 'Beak Depth (mm)', 'Flipper Length (mm)'];
    const columns = names.map((name) => ({ name }));
    expect(dataset.inputs).toEqual({ table: { shape: [3], dtype: 'float32', columns } });
  });

  it('has the penguins that the publication counts', () => {
    const totals = classBalance(dataset).map(({ splits: { train, validation, test } }) => {
      const count = (name: string): number =>
        [train, validation, test].reduce((sum, split) => sum + (split?.classes?.[name] ?? 0), 0);
      return Object.fromEntries(Object.keys(train.classes ?? {}).map((name) => [name, count(name)]));
    });
    // Counted from the file by another program, after dropping rows with a null or a sex of ".".
    expect(totals).toEqual([
      { Adelie: 146, Chinstrap: 68, Gentoo: 119 },
      { Biscoe: 163, Dream: 123, Torgersen: 47 },
      { FEMALE: 165, MALE: 168 },
      {},
    ]);
  });

  it('standardises by the training rows only', () => {
    const moments = (values: readonly number[]): readonly number[] => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)];
    };
    const column = (values: ArrayLike<number>, index: number): number[] =>
      Array.from(values).filter((_, position) => position % 3 === index);
    for (const index of [0, 1, 2]) {
      const [mean, deviation] = moments(column(inputOf(dataset.splits.train, 'table'), index));
      expect([mean, deviation]).toEqual([expect.closeTo(0, 6), expect.closeTo(1, 6)]);
      expect(moments(column(inputOf(dataset.splits.test, 'table'), index))[0]).not.toBeCloseTo(0, 3);
    }
    expect(moments([...valuesOf(dataset.splits.train, 'body-mass')])).toEqual([
      expect.closeTo(0, 6),
      expect.closeTo(1, 6),
    ]);
  });

  it('gives body masses back in grams', async () => {
    const rows = JSON.parse(await readFile(installed, 'utf8')) as Record<string, number | null>[];
    const masses = new Set(rows.map((row) => row['Body Mass (g)']));
    const scale = scaleOf(dataset, 'body-mass');
    for (const value of valuesOf(dataset.splits.test, 'body-mass')) {
      expect(masses).toContain(Math.round(value * scale.deviation + scale.mean));
    }
  });

  it.each([0, 1, 2])('lets the species be learnt from the inputs, seed %i', async (seed) => {
    const { splits } = await loadPenguins({ seed });
    expect(testAccuracy(splits, 'species', { width: 3, classes: 3 })).toBeGreaterThanOrEqual(0.95);
  });

  it('gives the same bits for the same seed, and other splits for another', async () => {
    expect((await loadPenguins({ seed: 0 })).splits).toEqual(dataset.splits);
    expect((await loadPenguins({ seed: 1 })).splits).not.toEqual(dataset.splits);
  });

  it('keeps fewer training rows on demand', async () => {
    const { splits } = await loadPenguins({ size: 30 });
    expect([splits.train.size, splits.test.labels.species]).toEqual([30, dataset.splits.test.labels.species]);
    expect(valuesOf(splits.train, 'species')).toEqual(valuesOf(dataset.splits.train, 'species').slice(0, 30));
  });
});

describe('penguins, given another file', () => {
  const folder = temporaryFolder();
  let rows: Record<string, unknown>[];
  beforeAll(async () => {
    rows = JSON.parse(await readFile(installed, 'utf8')) as Record<string, unknown>[];
  });

  /** The message of loading a file that holds this text. */
  async function given(text: string): Promise<string> {
    const path = join(folder(), 'penguins.json');
    await writeFile(path, text);
    const error: unknown = await loadPenguins({}, path).catch((thrown: unknown) => thrown);
    if (!(error instanceof DataError)) throw new Error('loaded, or failed in another way', { cause: error });
    return error.message;
  }

  /** The file with one cell of row 7 changed. */
  function withCell(column: string, cell: string): string {
    return JSON.stringify(rows.map((row, index) => (index === 6 ? { ...row, [column]: 'CELL' } : row))).replace(
      '"CELL"',
      cell,
    );
  }

  it('names a missing file', async () => {
    await expect(loadPenguins({}, join(folder(), 'none.json'))).rejects.toThrow(
      /^penguins: cannot read .*none\.json: it is not there \(ENOENT\)\.$/,
    );
  });

  it('names a folder in the file’s place', async () => {
    await expect(loadPenguins({}, folder())).rejects.toThrow(
      /^penguins: cannot read .*: there is a folder in its place \(EISDIR\)\.$/,
    );
  });

  it('names a file that is not JSON, NaN included', async () => {
    expect(await given(withCell('Body Mass (g)', 'NaN'))).toMatch(/^penguins: .*penguins\.json is not JSON: /);
  });

  it.each([
    ['1e999', 'Infinity'],
    ['"heavy"', '"heavy"'],
    ['""', '""'],
  ])('names column and row of the number %s', async (cell, shown) => {
    expect(await given(withCell('Body Mass (g)', cell))).toMatch(
      new RegExp(`column "Body Mass \\(g\\)", row 7: must be a finite number, received ${shown}\\.$`),
    );
  });

  it('names column and row of a category it does not know', async () => {
    expect(await given(withCell('Species', '"Emperor"'))).toMatch(
      /column "Species", row 7: must be one of Adelie, Chinstrap, Gentoo, received "Emperor"\.$/,
    );
  });

  it('names a missing column', async () => {
    expect(await given(JSON.stringify(rows.map(({ Sex, ...rest }) => ({ Gender: Sex, ...rest }))))).toMatch(
      /the table must have a column "Sex", its columns are: Gender, /,
    );
  });

  it('says so when rows are missing, or are none', async () => {
    expect(await given(JSON.stringify(rows.slice(1)))).toMatch(/must have 344 entries, received 343\.$/);
    expect(await given('{"a": 1}')).toMatch(/must be a list of records, received \{"a":1\}\.$/);
    expect(await given('[1]')).toMatch(/row 1: must be a record, received 1\.$/);
  });
});
