import { adam, cnn, hardSharing, mlp, textEncoder } from '@equipoise/core';
import type { DatasetName } from '@equipoise/datasets';

import type { Setting } from '../study/study.ts';

/** How tasks share weights, and the optimizer, when the command line does not say. */
const usual = { architecture: hardSharing().config, optimizer: adam().config };

/**
 * How models of each data set are trained when the command line does not say. The data sets that take longest come first:
 * studies of several are made in this order, so that what is left at the end is short.
 */
export const settings: Readonly<Record<DatasetName, Setting>> = {
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
};

/** How models of a table of the user's own are trained when the command line does not say; the encoder is the one that suits it. */
export const tableSetting: Omit<Setting, 'encoder'> = {
  ...usual,
  epochs: 100,
  batchSize: 32,
  learningRate: 0.002,
};
