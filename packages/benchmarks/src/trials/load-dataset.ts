import { checkKnownOptions, type Dataset, parsePart } from '@equipoise/core';
import { datasetCard, type DatasetEntry, type DatasetName, datasets } from '@equipoise/datasets';

import { loadTable } from './load-table.ts';
import type { TrialConfig } from './trial-config.ts';

/**
 * Checks that a name is that of a data set.
 *
 * @param name - The name.
 * @throws {@link @equipoise/core!DataError} when it is not; the message names the nearest one.
 */
export function datasetName(name: string): DatasetName {
  datasetCard(name);
  return name as DatasetName;
}

/**
 * Loads the data of a trial: the trial's seed decides the split as well. The name of a synthetic data set may have its dials behind it:
 * `gradnorm-toy(tasks=10)`.
 *
 * @param config - The trial, or what decides its data.
 */
export async function loadDataset(config: Pick<TrialConfig, 'dataset' | 'table' | 'seed' | 'size'>): Promise<Dataset> {
  const { table, seed, size } = config;
  if (table) return loadTable(table, config);
  const { name, options } = parsePart(config.dataset);
  const { dials = [], load }: DatasetEntry = datasets[datasetName(name)];
  checkKnownOptions(
    name,
    options,
    dials.map((dial) => dial.name),
  );
  return load({ ...options, seed, ...(size === undefined ? {} : { size }) });
}
