import type { Dataset } from '@equipoise/core';

import { loadDataset } from '../trials/load-dataset.ts';
import type { TrialConfig } from '../trials/trial-config.ts';

/** What decides the data of a trial. */
export type ReproductionData = Pick<TrialConfig, 'dataset' | 'seed' | 'size'>;

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;

/**
 * The data of a trial of a reproduction. Trials of one seed come one after another: the data that were loaded last are remembered.
 *
 * @param data - Their name, the seed and the size.
 */
export async function loadReproductionData({ dataset, seed, size }: ReproductionData): Promise<Dataset> {
  const key = JSON.stringify([dataset, seed, size]);
  if (remembered?.key !== key) {
    remembered = { key, dataset: loadDataset({ dataset, seed, ...(size !== undefined && { size }) }) };
  }
  return await remembered.dataset;
}
