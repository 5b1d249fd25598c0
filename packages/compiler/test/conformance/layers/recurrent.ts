import * as tfl from '@tensorflow/tfjs-layers';

import { floats } from '../conformance-case.ts';
import { chain, type ModelCases, ofLayer, sequences } from './model-case.ts';

const { layers } = tfl;

// The initializer that TensorFlow.js takes by default calls methods of tensors that only its package tfjs has.
const own = { units: 4, recurrentInitializer: 'glorotNormal' } as const;
const cell = { filters: 2, kernelSize: 2, padding: 'same', recurrentInitializer: 'glorotNormal' } as const;

/** Layers of sequences, which TensorFlow.js runs place by place. */
export const recurrent: ModelCases = {
  lstm: ofLayer(sequences, {
    'the last place': () => layers.lstm(own),
    'every place': () => layers.lstm({ ...own, returnSequences: true }),
    'two, backwards': () => [
      layers.lstm({ ...own, returnSequences: true, goBackwards: true }),
      layers.lstm({ ...own, recurrentActivation: 'sigmoid' }),
    ],
    regularised: () => layers.lstm({ ...own, kernelRegularizer: 'l1l2', recurrentRegularizer: 'l1l2' }),
  }),
  gru: ofLayer(sequences, {
    'the last place': () => layers.gru(own),
    'every place': () => layers.gru({ ...own, returnSequences: true, recurrentActivation: 'sigmoid' }),
  }),
  simpleRNN: ofLayer(sequences, {
    'the last place': () => layers.simpleRNN(own),
    'every place': () => layers.simpleRNN({ ...own, returnSequences: true, activation: 'relu' }),
  }),
  rnn: ofLayer(sequences, { 'of a cell': () => layers.rnn({ cell: layers.gruCell(own) }) }),
  stackedRNNCells: ofLayer(sequences, {
    'of three kinds': () =>
      layers.rnn({
        cell: layers.stackedRNNCells({
          cells: [layers.lstmCell(own), layers.gruCell(own), layers.simpleRNNCell(own)],
        }),
      }),
  }),
  bidirectional: ofLayer(
    sequences,
    Object.fromEntries(
      (['concat', 'sum', 'mul', 'ave'] as const).map((mergeMode) => [
        mergeMode,
        () => layers.bidirectional({ layer: layers.gru({ ...own, returnSequences: true }), mergeMode }),
      ]),
    ),
  ),
  timeDistributed: [
    ...ofLayer(sequences, { 'a dense layer': () => layers.timeDistributed({ layer: layers.dense({ units: 3 }) }) }),
    {
      name: 'a convolution',
      input: floats([2, 3, 4, 4, 1], [-1, 1]),
      connect: chain(() => [layers.timeDistributed({ layer: layers.conv2d({ filters: 2, kernelSize: 2 }) })]),
    },
  ],
  convLstm2d: [
    {
      name: 'the last place',
      input: floats([2, 3, 4, 4, 2], [-1, 1]),
      connect: chain(() => [layers.convLstm2d(cell)]),
    },
  ],
  convLstm2dCell: [
    {
      name: 'in a layer',
      input: floats([2, 3, 4, 4, 2], [-1, 1]),
      connect: chain(() => [layers.convLstm2d({ ...cell, returnSequences: true })]),
    },
  ],
};
