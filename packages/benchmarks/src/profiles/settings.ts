import type { DatasetName } from '@equipoise/datasets';

import type { Setting } from '../study/study.ts';

/**
 * How models of each data set are trained when the command line does not say. The data sets that take longest come first:
 * studies of several are made in this order, so that what is left at the end is short.
 */
export const settings: Readonly<Record<DatasetName, Setting>> = {
  'multi-mnist': {
    trunk: { kind: 'cnn', filters: [10, 20], kernel: 5, features: 50, dropout: 0.3 },
    epochs: 40,
    batchSize: 256,
    learningRate: 0.005,
  },
  words: {
    trunk: { kind: 'text-encoder', embedding: 16, filters: 64, window: 3, features: 64, dropout: 0 },
    epochs: 20,
    batchSize: 128,
    learningRate: 0.002,
  },
  penguins: {
    trunk: { kind: 'mlp', hidden: [32, 32], dropout: 0 },
    epochs: 100,
    batchSize: 32,
    learningRate: 0.005,
  },
};

/** How models of a table of the user's own are trained when the command line does not say. */
export const tableSetting: Setting = {
  trunk: { kind: 'mlp', hidden: [64, 64], dropout: 0 },
  epochs: 100,
  batchSize: 32,
  learningRate: 0.002,
};
