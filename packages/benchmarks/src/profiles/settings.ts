import {
  adam,
  cnn,
  type Config,
  type Dataset,
  defaultEncoder,
  EquipoiseError,
  hardSharing,
  mlp,
  textEncoder,
} from '@equipoise/core';
import type { DatasetName } from '@equipoise/datasets';

import type { TrainingConfig } from '../study/study.ts';

/** How tasks share weights, and the optimizer, when the command line does not say. */
const usual = { architecture: hardSharing().config, optimizer: adam().config };

/**
 * How models of data sets are trained when the command line does not say, where it is not the encoder that suits their input and 20 epochs. The data sets that take longest come first:
 * studies of several are made in this order, so that what is left at the end is short.
 */
export const settings = {
  'multi-mnist': {
    ...usual,
    encoder: cnn({ dropout: 0.3 }).config,
    epochs: 40,
    batchSize: 256,
    learningRate: 0.005,
  },
  words: {
    ...usual,
    encoder: textEncoder().config,
    epochs: 20,
    batchSize: 128,
    learningRate: 0.002,
  },
  penguins: {
    ...usual,
    encoder: mlp({ hidden: [32, 32] }).config,
    epochs: 100,
    batchSize: 32,
    learningRate: 0.005,
  },
} satisfies Partial<Record<DatasetName, TrainingConfig>>;

/** A data set that has a setting of its own. */
export type SetName = keyof typeof settings;

/** Whether a data set has a setting of its own. */
export function hasSettings(name: string): name is SetName {
  return Object.hasOwn(settings, name);
}

/**
 * How models of a data set of the registry are trained when the command line does not say.
 *
 * @param dataset - The data set.
 */
export function settingOf(dataset: Dataset): TrainingConfig {
  if (hasSettings(dataset.name)) return settings[dataset.name];
  const batchSize = Math.min(64, dataset.splits.train.size);
  return { ...usual, encoder: suitingEncoder(dataset), epochs: 20, batchSize, learningRate: 0.002 };
}

/**
 * The config of the encoder that suits the inputs of a data set: a study has one for all of them.
 *
 * @param dataset - The data set.
 * @throws {@link @equipoise/core!EquipoiseError} when its inputs need different ones, as texts beside numbers do.
 */
export function suitingEncoder({ inputs, tasks }: Dataset): Config {
  const encoders = Object.entries(inputs).map(([name, input]) => ({
    name,
    config: defaultEncoder(input, tasks).config,
  }));
  const [first] = encoders;
  const other = encoders.find(({ config }) => config.name !== first?.config.name);
  if (first && other) {
    const needs = `${first.name} needs ${first.config.name} and ${other.name} ${other.config.name}`;
    throw new EquipoiseError(
      `compare: a study has one encoder for all inputs, and ${needs}; leave one out, or use equipoise train.`,
    );
  }
  return first?.config ?? mlp().config;
}

/** How models of a table of the user's own are trained when the command line does not say; the encoder is the one that suits it. */
export const tableSetting: Omit<TrainingConfig, 'encoder'> = {
  ...usual,
  epochs: 100,
  batchSize: 32,
  learningRate: 0.002,
};
