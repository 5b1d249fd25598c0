import type { Dataset, Split } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { knownTruthNames, loadWorld, worldName } from '../../src/selftest/known-truth.ts';

/** The labels of a task in a split. */
function labels({ splits }: Dataset, task: string, name: 'train' | 'test' = 'train'): readonly number[] {
  return Array.from((splits[name] as Split).labels[task]?.values ?? []);
}

/** Pearson's correlation. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreA, centreB] = [mean(a), mean(b)];
  const product = (x: readonly number[], y: readonly number[], [p, q]: readonly [number, number]): number =>
    x.reduce((sum, value, index) => sum + (value - p) * ((y[index] ?? 0) - q), 0);
  const own = (x: readonly number[], centre: number): number => product(x, x, [centre, centre]);
  return product(a, b, [centreA, centreB]) / Math.sqrt(own(a, centreA) * own(b, centreB));
}

const load = (set: (typeof knownTruthNames)[number], seed = 0, world = 3) =>
  loadWorld({ dataset: worldName(set, world), seed });

describe('the worlds of the self-test', () => {
  it.each(knownTruthNames)('%s: 600 rows, split anew by each seed, drawn anew for each world', async (set) => {
    const [dataset, again, other, world] = [
      await load(set),
      await load(set),
      await load(set, 1),
      await load(set, 0, 4),
    ];
    const sizes = Object.values(dataset.splits).map((split) => (split as Split).size);
    expect(sizes).toEqual([360, 120, 120]);
    const [task = ''] = dataset.tasks.map(({ name }) => name);
    expect(labels(again, task, 'test')).toEqual(labels(dataset, task, 'test'));
    expect(labels(other, task, 'test')).not.toEqual(labels(dataset, task, 'test'));
    const rows = (of: Dataset) => [...labels(of, task), ...labels(of, task, 'test')].length;
    expect(rows(world)).toBe(480);
    expect(new Set(labels(world, task))).not.toEqual(new Set(labels(dataset, task)));
  });

  it('has two copies that are one, and opposites that are mirrored', async () => {
    const copies = await load('two-copies');
    expect(labels(copies, 'copy')).toEqual(labels(copies, 'a1'));
    const mirrored = await load('anti-correlated');
    expect(labels(mirrored, 'opposite')).toEqual(labels(mirrored, 'a1').map((value) => -value));
  });

  it('has noise that nothing predicts, and tasks that are as related as they say', async () => {
    const noise = await load('independent-noise');
    expect(Math.abs(correlation(labels(noise, 'a1'), labels(noise, 'noise')))).toBeLessThan(0.2);
    // One function of variance 1 with noise of variance 1 each: correlation 1/2.
    const same = await load('same-function');
    expect(correlation(labels(same, 'a1'), labels(same, 'a2'))).toBeCloseTo(0.5, 0);
    const groups = await load('hidden-groups');
    expect(correlation(labels(groups, 'a1'), labels(groups, 'a2'))).toBeGreaterThan(0.6);
    expect(correlation(labels(groups, 'a1'), labels(groups, 'b1'))).toBeLessThan(0.4);
  });

  it('has few labels of one task in training only', async () => {
    const { splits } = await load('few-labels');
    const labelled = ({ labels: of, size }: Split) =>
      (of.a1?.mask ?? new Uint8Array(size).fill(1)).reduce((sum, each) => sum + each, 0);
    expect([splits.train, splits.validation, splits.test].map((split) => labelled(split as Split))).toEqual([
      18, 120, 120,
    ]);
  });

  it('refuses a set that it does not have', async () => {
    await expect(loadWorld({ dataset: 'three-copies(world=1)', seed: 0 })).rejects.toThrow(
      'selftest: there is no set three-copies; there are two-copies,',
    );
  });
});
