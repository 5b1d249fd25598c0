import type { Split } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { datasets, type LoadedDataset } from '../../src/index.ts';
import { known, valuesOf } from '../support/known.ts';
import { labelTotals } from '../support/label-counts.ts';

describe('street-scenes', () => {
  let dataset: LoadedDataset;
  beforeAll(async () => {
    dataset = await datasets['street-scenes'].load({ size: 200 });
  });

  it('has roads of three conditions equally often, and a pedestrian in five of six scenes', () => {
    const counts = Object.values(labelTotals(dataset.splits, 'road'));
    for (const count of counts) expect(Math.abs(count / 1700 - 1 / 3)).toBeLessThan(0.04);
    const { test } = dataset.splits;
    const masks = valuesOf(test, 'pedestrian');
    const size = masks.length / test.size;
    const peopled = Array.from({ length: test.size }, (_, row) =>
      masks.subarray(row * size, (row + 1) * size).includes(1),
    ).filter(Boolean).length;
    expect(Math.abs(peopled / test.size - 5 / 6)).toBeLessThan(0.04);
  });

  it('knows the share of roads that the rule of Bayes gets right: 1 − 2 (Φ(−1) + Φ(−3/2)) / 3', () => {
    // Φ(−1) = 0.1587, Φ(−1.5) = 0.0668: half the distance of neighbouring means is 1 and 1.5 deviations.
    const accuracy = 1 - (2 * (0.158655 + 0.066807)) / 3;
    expect(dataset.card.description).toContain('84.9 %'.replace('84.9', String(Math.floor(1000 * accuracy) / 10)));
    expect(Math.abs(known(dataset.best?.road?.accuracy) - accuracy)).toBeLessThan(0.035);
    expect(Object.keys(dataset.best ?? {})).toEqual(['road']);
  });

  it('is drawn from the seed; fewer training scenes are the beginning of more', async () => {
    const [few, other] = await Promise.all([
      datasets['street-scenes'].load({ size: 20 }),
      datasets['street-scenes'].load({ size: 20, seed: 1 }),
    ]);
    const bytes = (split: Split): Buffer => Buffer.from(valuesOf(split, 'pedestrian').buffer);
    const [masks, beginning] = [bytes(dataset.splits.train), bytes(few.splits.train)];
    expect(masks.subarray(0, beginning.length).equals(beginning)).toBe(true);
    expect(bytes(few.splits.test).equals(bytes(dataset.splits.test))).toBe(true);
    expect(bytes(other.splits.test).equals(bytes(few.splits.test))).toBe(false);
  });
});
