import '@tensorflow/tfjs-backend-wasm';

import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

/** A function of the numbers 1 to 9, the shape that they have, and what it gives. */
type Example = readonly [
  name: string,
  shape: readonly number[],
  fn: (x: Tensor) => Tensor,
  outShape: readonly number[],
  expected: readonly number[],
];

const image = [1, 3, 3, 1];
const four = (x: Tensor): Tensor4D => x as Tensor4D;
const ones = (rows: number, columns: number): Tensor4D => tf.ones([rows, columns, 1, 1]);
const line = (x: Tensor): Tensor3D => x as Tensor3D;

// TensorFlow.js takes the number of columns from the height of the window and the vertical stride.
const examples: readonly Example[] = [
  ['conv2d by two rows and three columns', image, (x) => tf.conv2d(four(x), ones(2, 3), 1, 0), [1, 2, 1, 1], [21, 39]],
  [
    'conv2d with padding and unequal strides',
    image,
    (x) => tf.conv2d(four(x), ones(2, 3), [1, 2], 1),
    [1, 4, 2, 1],
    [3, 5, 12, 16, 24, 28, 15, 17],
  ],
  [
    'conv2d with unequal dilations',
    image,
    (x) => tf.conv2d(four(x), ones(2, 2), 1, 0, 'NHWC', [1, 2]),
    [1, 2, 1, 1],
    [1 + 3 + 4 + 6, 4 + 6 + 7 + 9],
  ],
  [
    'depthwiseConv2d',
    image,
    (x) => tf.depthwiseConv2d(four(x), ones(3, 2), [2, 1], 0),
    [1, 1, 2, 1],
    [1 + 2 + 4 + 5 + 7 + 8, 2 + 3 + 5 + 6 + 8 + 9],
  ],
  [
    'separableConv2d',
    image,
    (x) => tf.separableConv2d(four(x), ones(2, 3), ones(1, 1), 1, 0 as never),
    [1, 2, 1, 1],
    [21, 39],
  ],
  [
    'conv2d fused with relu',
    image,
    (x) => tf.fused.conv2d({ x: four(x), filter: ones(2, 3), strides: 1, pad: 0, activation: 'relu' }),
    [1, 2, 1, 1],
    [21, 39],
  ],
  ['maxPool', image, (x) => tf.maxPool(four(x), [2, 3], 1, 0), [1, 2, 1, 1], [6, 9]],
  ['avgPool', image, (x) => tf.avgPool(four(x), [2, 3], [1, 2], 1), [1, 4, 2, 1], [1.5, 2.5, 3, 4, 6, 7, 7.5, 8.5]],
  [
    'the gradient of conv2d',
    image,
    (x) => tf.grad((v: Tensor) => tf.sum(tf.conv2d(four(v), ones(2, 3), [1, 2], 1)))(x),
    image,
    // Rows are in two windows each; of the columns the middle one is in two.
    [2, 4, 2, 2, 4, 2, 2, 4, 2],
  ],
  [
    'the gradient of avgPool',
    image,
    (x) => tf.grad((v: Tensor) => tf.sum(tf.avgPool(four(v), [2, 3], 1, 0)))(x),
    image,
    [1, 1, 1, 2, 2, 2, 1, 1, 1].map((windows) => windows / 6),
  ],
  ['conv1d', [1, 9, 1], (x) => tf.conv1d(line(x), tf.ones([3, 1, 1]), 4, 1), [1, 3, 1], [1 + 2, 4 + 5 + 6, 8 + 9]],
  [
    'the gradient of conv1d',
    [1, 9, 1],
    (x) => tf.grad((v: Tensor) => tf.sum(tf.conv1d(line(v), tf.ones([3, 1, 1]), 1, 1)))(x),
    [1, 9, 1],
    [2, 3, 3, 3, 3, 3, 3, 3, 2],
  ],
];

describe.each(engines)(
  'on the engine %s (%s backend), a padding of one number is on every side:',
  (engine, backend) => {
    beforeAll(async () => {
      await tf.setBackend(backend);
    });

    it.each(examples)('%s', async (_, shape, fn, outShape, expected) => {
      const compiled = compile(fn, { engine });
      const result = await compiled.onHost({ data: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9), shape });
      await compiled.dispose();
      expect(result.shape).toEqual(outShape);
      expect(result.data).toHaveLength(expected.length);
      result.data.forEach((number, index) => {
        expect(number).toBeCloseTo(expected[index] ?? Number.NaN, 5);
      });
    });
  },
);
