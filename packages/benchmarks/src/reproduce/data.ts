import { type Dataset, parsePart, selectTasks } from '@equipoise/core';
import { withNoiseTask } from '@equipoise/datasets';

import { loadDataset } from '../trials/load-dataset.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import { loadAdultPair } from './adult-pair-data.ts';

/** What decides the data of a trial. */
export type ReproductionData = Pick<TrialConfig, 'dataset' | 'seed' | 'size'>;

/** Data that are made for a reproduction, by the word that their names begin with. */
const made: Readonly<Record<string, (data: ReproductionData) => Promise<Dataset>>> = {
  'adult-pair': loadAdultPair,
  only,
  'with-noise': withNoise,
};

let remembered: { readonly key: string; readonly dataset: Promise<Dataset> } | undefined;

/**
 * The data of a trial of a reproduction. Trials of one seed come one after another: the data that were loaded last are remembered.
 *
 * @param data - Their name, the seed and the size.
 */
export async function loadReproductionData({ dataset, seed, size }: ReproductionData): Promise<Dataset> {
  const key = JSON.stringify([dataset, seed, size]);
  const data = { dataset, seed, ...(size !== undefined && { size }) };
  const load = made[parsePart(dataset).name] ?? loadDataset;
  if (remembered?.key !== key) remembered = { key, dataset: load(data) };
  return await remembered.dataset;
}

/** A data set of the registry with tasks of pure noise: `with-noise(set="penguins",tasks=1)`. */
async function withNoise({ dataset: name, ...rest }: ReproductionData): Promise<Dataset> {
  const { set, tasks } = parsePart(name).options;
  let dataset = await loadDataset({ ...rest, dataset: String(set) });
  for (let task = 1; task <= Number(tasks); task += 1) {
    dataset = withNoiseTask(dataset, { name: `noise-${task}`, seed: 1000 * task + rest.seed });
  }
  return { ...dataset, name };
}

/** Some tasks of a data set of the registry: `only(set="task-groups",tasks=["a1","a2"])`. */
async function only({ dataset: name, ...rest }: ReproductionData): Promise<Dataset> {
  const { set, tasks } = parsePart(name).options;
  return { ...selectTasks(await loadDataset({ ...rest, dataset: String(set) }), tasks as readonly string[]), name };
}
