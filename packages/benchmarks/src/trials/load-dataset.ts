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

/** What decides the data of a trial. */
export type DataConfig = Pick<TrialConfig, 'dataset' | 'table' | 'seed' | 'splitSeed' | 'size'>;

/**
 * Loads the data of a trial: the trial's seed decides the split as well, unless that has its own. The name of a synthetic data set may have its dials behind it:
 * `gradnorm-toy(tasks=10)`.
 *
 * @param config - The trial, or what decides its data.
 */
export async function loadDataset(config: DataConfig): Promise<Dataset> {
  const { table, size } = config;
  const seed = config.splitSeed ?? config.seed;
  if (table) return loadTable(table, { seed, size });
  const { name, options } = parsePart(config.dataset);
  const { dials = [], load }: DatasetEntry = datasets[datasetName(name)];
  checkKnownOptions(
    name,
    options,
    dials.map((dial) => dial.name),
  );
  return load({ ...options, seed, ...(size === undefined ? {} : { size }) });
}
