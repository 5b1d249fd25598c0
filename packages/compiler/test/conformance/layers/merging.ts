import * as tfl from '@tensorflow/tfjs-layers';

import {
  type Connect,
  type ModelCase,
  type ModelCases,
  ofLayer,
  images,
  rows,
  sequences,
  through,
} from './model-case.ts';

const { layers } = tfl;

const dense = (units: number) => layers.dense({ units, activation: 'tanh' });

/** Two branches, merged by a layer. */
function merged(name: string, make: () => tfl.layers.Layer, input = rows, units = 4): ModelCase {
  const connect: Connect = (x) => through([through(x, dense(units)), through(x, dense(units))], make());
  return { name, input, connect };
}

/** Layers of several inputs, and those that normalise. */
export const merging: ModelCases = {
  add: [merged('two', () => layers.add())],
  average: [merged('two', () => layers.average())],
  multiply: [merged('two', () => layers.multiply())],
  maximum: [merged('two', () => layers.maximum())],
  minimum: [merged('two', () => layers.minimum())],
  concatenate: [
    merged('two', () => layers.concatenate()),
    merged('two sequences, one after the other', () => layers.concatenate({ axis: 1 }), sequences),
  ],
  dot: [
    merged('of rows', () => layers.dot({ axes: 1 })),
    merged('of rows, normalised', () => layers.dot({ axes: 1, normalize: true })),
    merged('of sequences', () => layers.dot({ axes: 2 }), sequences),
  ],
  batchNormalization: [
    ...ofLayer(rows, {
      rows: () => [layers.dense({ units: 6, useBias: false }), layers.batchNormalization(), layers.reLU()],
    }),
    ...ofLayer(images, {
      images: () => [layers.conv2d({ filters: 3, kernelSize: 3, useBias: false }), layers.batchNormalization()],
    }),
  ],
  layerNormalization: [
    ...ofLayer(rows, { rows: () => [layers.dense({ units: 6 }), layers.layerNormalization(), layers.reLU()] }),
    ...ofLayer(sequences, { sequences: () => [layers.dense({ units: 6 }), layers.layerNormalization()] }),
  ],
};
