import type { Dataset } from '@equipoise/core';

import { serveTrials } from '../trials/serve-trials.ts';
import { prepareEntry } from './prepare-entry.ts';
import { galleryEntry } from './registry.ts';

// The program of a worker process of the gallery: its data are those of an entry. Trials of one seed follow each other, so the last data are kept.

let last: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;

serveTrials(({ dataset: name, seed, size }) => {
  const key = JSON.stringify([name, seed, size]);
  if (last?.key !== key) last = { key, dataset: prepareEntry(galleryEntry(name), { seed, size }) };
  return last.dataset;
});
