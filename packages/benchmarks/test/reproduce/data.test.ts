import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Dataset, Split } from '@equipoise/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { loadReproductionData } from '../../src/reproduce/data.ts';
import { projectRoot } from '../support/run-example.ts';

function labels({ splits }: Dataset, task: string): readonly number[] {
  return Array.from((splits.train as Split).labels[task]?.values ?? []);
}

describe('data of reproductions', () => {
  const set = 'task-groups(groups=1,tasks=3)';

  it('have noise beside the tasks of a set, other noise with another seed', async () => {
    const dataset = `with-noise(set=${JSON.stringify(set)},tasks=2)`;
    const loaded = await loadReproductionData({ dataset, seed: 1, size: 50 });
    expect([loaded.name, loaded.tasks.map(({ name }) => name)]).toEqual([
      dataset,
      ['a1', 'a2', 'a3', 'noise-1', 'noise-2'],
    ]);
    const plain = await loadReproductionData({ dataset: set, seed: 1, size: 50 });
    expect(labels(loaded, 'a1')).toEqual(labels(plain, 'a1'));
    expect(labels(loaded, 'noise-1')).not.toEqual(labels(loaded, 'noise-2'));
    const other = await loadReproductionData({ dataset, seed: 2, size: 50 });
    expect(labels(other, 'noise-1')).not.toEqual(labels(loaded, 'noise-1'));
  });

  it('have some tasks of a set only, with the same rows', async () => {
    const some = await loadReproductionData({
      dataset: 'only(set="task-groups",tasks=["b1","a2"])',
      seed: 3,
      size: 20,
    });
    const all = await loadReproductionData({ dataset: 'task-groups', seed: 3, size: 20 });
    expect(some.tasks).toHaveLength(2);
    expect(labels(some, 'b1')).toEqual(labels(all, 'b1'));
  });

  it('are loaded once for trials that follow each other', async () => {
    const data = { dataset: 'penguins', seed: 0 };
    expect(await loadReproductionData(data)).toBe(await loadReproductionData(data));
  });
});

const mirror = join(projectRoot, '../shared/data');

describe.skipIf(!existsSync(join(mirror, 'adult')))('adult-pair (skipped without ../shared/data)', () => {
  const cache = mkdtempSync(join(tmpdir(), 'equipoise-adult-pair-'));
  const { EQUIPOISE_DATASETS, EQUIPOISE_DATASETS_MIRROR } = process.env;
  beforeAll(() => {
    Object.assign(process.env, { EQUIPOISE_DATASETS: cache, EQUIPOISE_DATASETS_MIRROR: mirror });
  });
  afterAll(() => {
    Object.assign(process.env, { EQUIPOISE_DATASETS, EQUIPOISE_DATASETS_MIRROR });
    rmSync(cache, { recursive: true });
  });

  it('has relationship among the inputs, and never married as a task', async () => {
    const dataset = await loadReproductionData({ dataset: 'adult-pair', seed: 0 });
    const sizes = Object.values(dataset.splits).map((split) => (split as Split).size);
    expect(sizes).toEqual([29_305, 3256, 16_281]);
    const married = labels(dataset, 'marital-status');
    expect(married.reduce((sum, label) => sum + label, 0) / married.length).toBeCloseTo(0.33, 2); // adult.names
  });
});
