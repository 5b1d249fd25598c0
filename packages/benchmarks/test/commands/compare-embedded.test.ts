import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Dataset } from '@equipoise/core';
import { type DatasetEntry, datasets } from '@equipoise/datasets';
import { afterAll, describe, expect, it } from 'vitest';

import { plan } from '../../src/commands/compare-plan.ts';
import { compare } from '../../src/compare.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { loadDataset } from '../../src/trials/load-dataset.ts';
import { openStore } from '../../src/trials/store.ts';
import { beginning } from '../support/beginning.ts';

const out = mkdtempSync(join(tmpdir(), 'equipoise-embedded-'));
afterAll(() => rmSync(out, { recursive: true }));

const here = Object.values<DatasetEntry>(datasets).filter(({ arrival }) =>
  ['embedded', 'npm', 'synthetic'].includes(arrival),
);
/** Training examples: few, but where fewer would lack a class. */
const sizes = new Map([['udhr', 1500]]);

/** A data set with few examples to be measured on. */
function measuredOnFew({ splits: { train, validation, test }, ...dataset }: Dataset): Dataset {
  const few = { train, validation: beginning(validation, 64), ...(test && { test: beginning(test, 64) }) };
  return { ...dataset, splits: few };
}

describe('equipoise compare, on every data set that needs no network', () => {
  it.each(here)('trains $name, with and without sharing', async ({ name, tasks }) => {
    const options = { strategies: 'equal', seeds: 1, epochs: 1, batchSize: 32, size: sizes.get(name) ?? 64 };
    const { studies } = await plan({ dataset: name, ...options, engine: 'wasm', threads: 1, out });
    const loaded = loadDataset({ dataset: name, seed: 0, size: options.size }).then(measuredOnFew);
    const compared = await compare({
      studies,
      store: openStore(out, () => undefined),
      execute: (config) => executeTrial(config, { load: () => loaded }),
    });
    expect(compared).toHaveLength(1);
    for (const { results, comparison } of compared) {
      expect(results.all).toHaveLength(tasks.length + 1);
      for (const { epochs, test } of results.all) {
        expect(epochs).toHaveLength(1);
        expect(epochs.flatMap(({ trainLosses }) => trainLosses).every(Number.isFinite)).toBe(true);
        expect(Object.values(test).every((metrics) => Object.keys(metrics).length > 0)).toBe(true);
      }
      expect(comparison.tasks.map((task) => task.name)).toEqual(tasks.map((task) => task.name));
    }
  });
});
