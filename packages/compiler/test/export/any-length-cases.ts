import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

import { noise } from '../support.ts';

// The default one calls an op that TensorFlow.js has only where its chained ops are imported.
const recurrentInitializer = 'glorotNormal';
const { layers } = tfl;

/** Layers by name: what an example looks like, and the layer. */
export const layerCases: Readonly<Record<string, readonly [readonly number[], () => tfl.layers.Layer]>> = {
  averagePooling2d: [[6, 6, 2], () => layers.averagePooling2d({ poolSize: 2, strides: 1, padding: 'same' })],
  bidirectional: [
    [5, 3],
    () => layers.bidirectional({ layer: layers.lstm({ units: 4, recurrentInitializer }), mergeMode: 'concat' }),
  ],
  conv2dTranspose: [
    [4, 4, 2],
    () => layers.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' }),
  ],
  conv3d: [[4, 4, 4, 1], () => layers.conv3d({ filters: 2, kernelSize: 2 })],
  cropping2D: [
    [5, 5, 1],
    () =>
      layers.cropping2D({
        cropping: [
          [1, 1],
          [1, 2],
        ],
      }),
  ],
  'dense on sequences': [[4, 3], () => layers.dense({ units: 2 })],
  depthwiseConv2d: [[6, 6, 2], () => layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2 })],
  gru: [[5, 3], () => layers.gru({ units: 4, recurrentInitializer, returnSequences: true })],
  layerNormalization: [[5, 3], () => layers.layerNormalization()],
  prelu: [[4], () => layers.prelu()],
  repeatVector: [[3], () => layers.repeatVector({ n: 4 })],
  separableConv2d: [[6, 6, 2], () => layers.separableConv2d({ filters: 3, kernelSize: 3 })],
  timeDistributed: [[5, 3], () => layers.timeDistributed({ layer: layers.dense({ units: 4 }) })],
  'upSampling2d, bilinear': [[4, 4, 2], () => layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' })],
  'upSampling2d, nearest': [[4, 4, 2], () => layers.upSampling2d({ size: [2, 2] })],
  zeroPadding2d: [[3, 4, 1], () => layers.zeroPadding2d()],
};

/** How many examples a batch has. */
const count = (x: Tensor): number => x.size / 16;

/** Functions of a batch of 4 × 4 numbers, by name. */
export const functionCases: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'all examples in one list of rows': (x) => tf.matMul(tf.reshape(x, [-1, 4]), noise([4, 2], 1)),
  'all examples with each other': (x) => {
    const rows = tf.reshape(x, [count(x), -1]);
    return tf.matMul(rows, rows, false, true);
  },
  'examples last': (x) => tf.transpose(x, [1, 2, 0]),
  'a number for each example': (x) => tf.add(x, tf.fill([count(x), 1, 1], 3)),
  'a matrix for each example': (x) => tf.matMul(x, tf.broadcastTo(noise([1, 4, 2], 1), [count(x), 4, 2])),
  'argMax, oneHot': (x) => tf.oneHot(tf.argMax(x, -1), 4),
  'concat with constants': (x) => tf.concat([x, tf.onesLike(x)], 1),
  cumsum: (x) => tf.cumsum(x, 1),
  einsum: (x) => tf.einsum('bij,bkj->bik', x, x),
  gather: (x) => tf.gather(x, tf.tensor1d([1, 0], 'int32'), 1),
  'mean over examples': (x) => tf.mean(x, 0),
  mirrorPad: (x) =>
    tf.mirrorPad(
      x,
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
      'reflect',
    ),
  resizeBilinear: (x) => tf.image.resizeBilinear(tf.expandDims<Tensor4D>(x, 3), [8, 8]),
  reverse: (x) => tf.reverse(x, 1),
  slice: (x) => tf.slice(x, [0, 1], [-1, 2]),
  'softmax, logSumExp': (x) => tf.sub(tf.softmax(x), tf.logSumExp(x, -1, true)),
  split: (x) => tf.add(tf.split(x, 2, 2)[1] ?? x, 0),
  stridedSlice: (x) => tf.stridedSlice(x, [0, 0, 0], [2 ** 30, 4, 4], [1, 2, 1], 1),
  'tile, stack': (x) => tf.stack([tf.tile(x, [1, 2, 1]), tf.tile(x, [1, 2, 1])], 1),
  topk: (x) => tf.topk(x, 2).values,
  where: (x) => tf.where(tf.greater(x, 0), tf.scalar(1), tf.zerosLike(x)),
};

/** Functions that have another graph for every number of examples, by what they do. */
export const boundCases: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  'multiply by the number of examples': (x) => tf.mul(x, count(x)),
  'add a number of its own to each example': (x) => tf.add(x, tf.reshape(tf.range(0, count(x)), [-1, 1, 1])),
  'take the last example': (x) => tf.slice(x, [count(x) - 1, 0, 0], [1, 4, 4]),
  'take examples one by one': (x) => tf.add(tf.unstack(x)[0] ?? x, 1),
};
