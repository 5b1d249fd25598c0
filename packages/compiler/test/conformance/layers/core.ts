import * as tfl from '@tensorflow/tfjs-layers';

import { exactly, ints } from '../conformance-case.ts';
import { type ModelCases, ofLayer, rows, sequences } from './model-case.ts';

const { layers } = tfl;

const activations = [
  'elu',
  'gelu',
  'gelu_new',
  'hardSigmoid',
  'linear',
  'mish',
  'relu',
  'relu6',
  'selu',
  'sigmoid',
  'softmax',
  'softplus',
  'softsign',
  'swish',
  'tanh',
] as const;

const wordIds = { ...ints([6, 4], 9), dtype: 'int32' } as const;
const padded = { ...exactly([3, 1, 0, 0, 2, 5, 4, 0, 1, 0, 0, 0], 'int32'), shape: [3, 4] } as const;

const dense = (units: number) => layers.dense({ units });

/** Layers of rows, and those that compute little. */
export const core: ModelCases = {
  dense: [
    ...ofLayer(
      rows,
      Object.fromEntries(activations.map((activation) => [activation, () => layers.dense({ units: 6, activation })])),
    ),
    ...ofLayer(rows, {
      'without a bias': () => layers.dense({ units: 6, useBias: false }),
      'regularised by l1': () => layers.dense({ units: 6, kernelRegularizer: tfl.regularizers.l1({ l1: 0.02 }) }),
      'regularised by l2': () => layers.dense({ units: 6, biasRegularizer: tfl.regularizers.l2({ l2: 0.02 }) }),
      'regularised by both': () => layers.dense({ units: 6, kernelRegularizer: 'l1l2' }),
    }),
    ...ofLayer(sequences, { 'on sequences': () => layers.dense({ units: 6, activation: 'relu' }) }),
  ],
  activation: ofLayer(rows, { tanh: () => [dense(6), layers.activation({ activation: 'tanh' })] }),
  reLU: ofLayer(rows, {
    plain: () => [dense(6), layers.reLU()],
    'with a maximum': () => [dense(6), layers.reLU({ maxValue: 1 })],
  }),
  elu: ofLayer(rows, { plain: () => [dense(6), layers.elu()] }),
  leakyReLU: ofLayer(rows, { 'slope 0.1': () => [dense(6), layers.leakyReLU({ alpha: 0.1 })] }),
  prelu: ofLayer(rows, { 'a slope a unit': () => [dense(6), layers.prelu()] }),
  softmax: ofLayer(rows, { 'over the last axis': () => [dense(6), layers.softmax()] }),
  embedding: [
    ...ofLayer(wordIds, {
      plain: () => layers.embedding({ inputDim: 9, outputDim: 3 }),
      regularised: () => layers.embedding({ inputDim: 9, outputDim: 3, embeddingsRegularizer: 'l1l2' }),
      averaged: () => [layers.embedding({ inputDim: 9, outputDim: 3 }), layers.globalAveragePooling1d({})],
    }),
    ...ofLayer(padded, {
      'with a mask': () => [
        layers.embedding({ inputDim: 9, outputDim: 3, maskZero: true }),
        layers.lstm({ units: 4, recurrentInitializer: 'glorotNormal' }),
      ],
    }),
  ],
  masking: ofLayer(sequences, {
    'of a value that occurs': () => [
      layers.activation({ activation: 'relu' }),
      layers.masking({ maskValue: 0 }),
      layers.simpleRNN({ units: 4, recurrentInitializer: 'glorotNormal' }),
    ],
  }),
  flatten: ofLayer(sequences, { sequences: () => [layers.flatten(), dense(4)] }),
  reshape: ofLayer(rows, {
    'to a matrix': () => [dense(6), layers.reshape({ targetShape: [2, 3] })],
    'to a length worked out': () => [dense(6), layers.reshape({ targetShape: [-1, 3] }), layers.globalMaxPooling1d({})],
  }),
  permute: ofLayer(sequences, { 'axes 2 1': () => [dense(3), layers.permute({ dims: [2, 1] }), dense(2)] }),
  repeatVector: ofLayer(rows, { 'three times': () => [dense(4), layers.repeatVector({ n: 3 }), dense(2)] }),
  rescaling: ofLayer(rows, { 'and shifted': () => [layers.rescaling({ scale: 0.5, offset: 1 }), dense(4)] }),
};
