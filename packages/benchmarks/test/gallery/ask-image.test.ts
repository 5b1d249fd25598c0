import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fit, type MultiTaskModel, selectTasks, skipCnn } from '@equipoise/core';
import { datasets, type LoadedDataset } from '@equipoise/datasets';
import { strategies } from '@equipoise/weighting';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { askImage } from '../../src/gallery/ask-image.ts';
import { maskLines } from '../../src/gallery/mask-lines.ts';

describe('maskLines', () => {
  it('draws every second row of a mask, and says the share of each class but the first', () => {
    const mask = Int32Array.from([0, 1, 1, 0, 2, 2, 2, 2, 0, 0, 0, 1, 0, 0, 0, 0]);
    expect(maskLines('mask', { mask, width: 4, height: 4, classes: ['ground', 'left', 'right'] })).toEqual([
      { of: 'mask', answer: '# left 19 %, o right 25 %' },
      { of: '', answer: '.##.' },
      { of: '', answer: '...#' },
    ]);
  });
});

describe('askImage', () => {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-ask-image-'));
  let [data, model]: [LoadedDataset | undefined, MultiTaskModel | undefined] = [undefined, undefined];
  const first = [{ of: 'mind', answer: 'A test.' }];
  const ask = async (question: string): Promise<readonly string[]> => {
    if (!data || !model) throw new Error('Nothing was trained.');
    const loaded = data;
    const lines = await askImage({ data: () => Promise.resolve(loaded), first }).answer(model, question);
    return lines.map(({ of, answer }) => `${of}: ${answer}`);
  };

  beforeAll(async () => {
    data = await datasets.twemoji.load({ size: 16 });
    const few = selectTasks(data, ['category', 'mask']);
    const dataset = { ...few, splits: { ...few.splits, validation: few.splits.train } };
    ({ model } = await fit({
      dataset: dataset as typeof few,
      balancer: strategies.equal(),
      encoder: skipCnn({ filters: [2] }),
      epochs: 1,
    }));
  });
  afterAll(async () => {
    await model?.dispose();
    rmSync(folder, { recursive: true });
  });

  it('answers for a test image with its label, and draws its mask', async () => {
    const lines = await ask(' 3 ');
    const names = data?.tasks[0]?.kind.names ?? [];
    const label = names[data?.splits.test.labels.category?.values[3] ?? -1];
    expect(lines[0]).toBe('mind: A test.');
    expect(lines[1]).toMatch(/^category: .+ \(\d+ %\); its label: /);
    expect(lines[1]?.endsWith(`; its label: ${label}`)).toBe(true);
    expect(lines.slice(3)).toHaveLength(16);
    expect(lines[3]).toMatch(/^: [.#]{32}$/);
  });

  it('reads the file of an image, and says in one sentence what cannot be read', async () => {
    // A PNG of one white pixel.
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==';
    const file = join(folder, 'white.png');
    writeFileSync(file, Buffer.from(png, 'base64'));
    expect((await ask(file))[1]).toMatch(/^category: .+ \(\d+ %\)$/);
    await expect(ask(join(folder, 'none.png'))).rejects.toThrow(/none\.png/);
    await expect(ask('100000')).rejects.toThrow('ask: the number of a test image must be from 0 to ');
    await expect(ask(' ')).rejects.toThrow('ask: must be the path of an image or a number');
  });
});
