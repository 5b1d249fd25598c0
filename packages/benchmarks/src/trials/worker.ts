import type { Dataset } from '@equipoise/core';

import { loadDataset } from './load-dataset.ts';
import { serveTrials } from './serve-trials.ts';
import type { TrialConfig } from './trial-config.ts';

// The program of a worker process.

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;

/** The trials of one seed come one after another and share their data. */
function remember(config: TrialConfig): Promise<Dataset> {
  const key = JSON.stringify([config.dataset, config.table, config.splitSeed ?? config.seed, config.size]);
  if (remembered?.key !== key) remembered = { key, dataset: loadDataset(config) };
  return remembered.dataset;
}

serveTrials(remember);
