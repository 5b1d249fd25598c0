import { datasets, type LoadedDataset } from '@equipoise/datasets';
import { describe, expect, it } from 'vitest';

import { driving } from '../../src/gallery/entries/driving.ts';
import { drone } from '../../src/gallery/entries/drone.ts';
import type { GalleryEntry } from '../../src/gallery/entry.ts';
import { operations } from '../../src/gallery/entries/operations.ts';

/** An entry, and the data set whose loader scores the best rule. */
interface Case {
  readonly entry: GalleryEntry;
  readonly tasks: readonly string[];
  readonly load: (seed: number) => Promise<LoadedDataset>;
  readonly seeds: number;
}

/** What the best rule scored on the test examples of several seeds, by task and main metric: the mean. */
async function scored(
  load: (seed: number) => Promise<LoadedDataset>,
  seeds: number,
): Promise<Readonly<Record<string, number>>> {
  const loaded = await Promise.all(Array.from({ length: seeds }, (_, seed) => load(seed)));
  const [first] = loaded;
  const best = (first?.tasks ?? []).flatMap(({ name, kind }) => {
    const scores = loaded.map((dataset) => dataset.best?.[name]?.[kind.metrics[0]?.name ?? '']);
    const sum = scores.reduce<number>((total, score) => total + (score ?? Number.NaN), 0);
    return Number.isNaN(sum) ? [] : [[name, sum / loaded.length] as const];
  });
  return Object.fromEntries(best);
}

const cases: readonly Case[] = [
  {
    entry: operations,
    tasks: ['orders', 'stock'],
    load: (seed) => datasets['order-book'].load({ seed, size: 10 }),
    seeds: 6,
  },
  { entry: driving, tasks: ['road'], load: (seed) => datasets['street-scenes'].load({ seed, size: 10 }), seeds: 1 },
  {
    entry: drone,
    tasks: ['command', 'ahead', 'forward', 'left'],
    load: (seed) => datasets['drone-flights'].load({ seed, size: 10 }),
    seeds: 1,
  },
];

describe('a simulated entry of the gallery', () => {
  it.each(cases.map((own) => ({ name: own.entry.name, ...own })))(
    'says of $name the best scores that its best rule has on test examples',
    async ({ entry, tasks, load, seeds }) => {
      const [said, found] = [entry.simulated?.best ?? {}, await scored(load, seeds)];
      expect(Object.keys(found).sort()).toEqual([...tasks].sort());
      for (const task of tasks) expect(Math.abs((said[task] ?? 0) / (found[task] ?? 0) - 1)).toBeLessThan(0.035);
    },
  );
});
