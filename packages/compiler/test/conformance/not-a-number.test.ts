import '@tensorflow/tfjs-backend-wasm';

import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

/** A function of numbers, and what it gives where NaN is kept. */
type Example = readonly [name: string, x: readonly number[], fn: (x: Tensor) => Tensor, expected: readonly number[]];

const odd = Number.NaN;
const image = (x: Tensor): Tensor4D => tf.reshape(x, [1, 2, 2, 1]);
const square = (x: Tensor): Tensor => tf.reshape(x, [2, 2]);
/** Numbers below 1, and NaN at one place. */
const among = (size: number, place: number): number[] =>
  Array.from({ length: size }, (_, index) => (index === place ? odd : Math.sin(index)));
const one = (x: Tensor, place: number): Tensor => tf.slice(tf.reshape(x, [-1]), [place], [1]);
const filters = (count: number): Tensor4D => tf.ones([1, 1, count, count]);
const wide = (x: Tensor): Tensor4D => tf.conv2d(tf.tile(image(x), [1, 1, 1, 16]), filters(16), 1, 'valid');

const examples: readonly Example[] = [
  ['max', [1, odd, 3], (x) => tf.max(x), [odd]],
  ['min', [1, odd, 3], (x) => tf.min(x), [odd]],
  ['max where NaN is last', [1, 3, odd], (x) => tf.max(x), [odd]],
  ['max along the last axis', [1, odd, 3, 4], (x) => tf.max(square(x), 1), [odd, 4]],
  ['max along the first axis', [1, 5, 3, odd], (x) => tf.max(square(x), 0), [3, odd]],
  ['max of long lines', among(100, 57), (x) => one(tf.max(tf.reshape(x, [2, 50]), 1), 1), [odd]],
  ['max of long columns', among(100, 57), (x) => one(tf.max(tf.reshape(x, [20, 5]), 0), 2), [odd]],
  ['min of a middle axis', among(120, 57), (x) => one(tf.min(tf.reshape(x, [2, 12, 5]), 1), 2), [odd]],
  ['max beside ∞ of both signs', [Infinity, odd, -Infinity], (x) => tf.max(x), [odd]],
  ['max of numbers that are all negative', [-2, -2, -2, -7], (x) => tf.max(square(x), 1), [-2, -2]],
  ['max of ∞', [-Infinity, -Infinity, 3, Infinity], (x) => tf.max(square(x), 1), [-Infinity, Infinity]],
  [
    'max of the largest numbers',
    [-3e38, -3e38, 3e38, 3e38],
    (x) => tf.max(square(x), 1),
    [-3e38, 3e38].map(Math.fround),
  ],
  [
    'min of the largest numbers',
    [-3e38, -3e38, 3e38, 3e38],
    (x) => tf.min(square(x), 1),
    [-3e38, 3e38].map(Math.fround),
  ],
  ['max over an image', [1, odd, 3, 4], (x) => tf.max(image(x), [1, 2]), [odd]],
  ['norm of order ∞', [1, odd, 3], (x) => tf.norm(x, Infinity), [odd]],
  ['norm of order −∞', [1, odd, 3], (x) => tf.norm(x, -Infinity), [odd]],
  ['maxPool', [1, odd, 3, 4], (x) => tf.maxPool(image(x), 2, 2, 'valid'), [odd]],
  ['maxPool of overlapping windows', [1, 2, 3, odd], (x) => tf.maxPool(image(x), 2, 1, 'same'), [odd, odd, odd, odd]],
  ['maxPool of a convolution', [1, odd, 3, 4], (x) => one(tf.maxPool(wide(x), 2, 2, 'valid'), 5), [odd]],
  [
    'maxPool of equal negative numbers',
    [-0.1, -0.1, -0.1, -0.1],
    (x) => tf.maxPool(image(x), 2, 2, 'valid'),
    [Math.fround(-0.1)],
  ],
  [
    'maxPool of ∞',
    [-Infinity, -Infinity, Infinity, 1],
    (x) => tf.maxPool(image(x), [1, 2], 1, 'valid'),
    [-Infinity, Infinity],
  ],
  ['maxPool of relu', [-1, odd, 3, 4], (x) => tf.maxPool(tf.relu(image(x)), 2, 2, 'valid'), [odd]],
  [
    'maxPool of relu, of ∞ and of equal numbers',
    [Infinity, -Infinity, 0.1, 0.1],
    (x) => tf.maxPool(tf.relu(image(x)), [1, 2], 1, 'valid'),
    [Infinity, Math.fround(0.1)],
  ],
  [
    'maxPool3d',
    [1, odd, 3, 4],
    (x) => tf.maxPool3d(tf.reshape<tf.Rank.R5>(x, [1, 1, 2, 2, 1]), [1, 2, 2], 1, 'valid'),
    [odd],
  ],
  ['pool', [1, odd, 3, 4], (x) => tf.pool(image(x), 2, 'max', 'valid', 1, 1), [odd]],
  ['avgPool', [1, odd, 3, 4], (x) => tf.avgPool(image(x), 2, 2, 'valid'), [odd]],
  ['dilation2d', [1, odd, 3, 4], (x) => tf.dilation2d(image(x), tf.zeros([2, 2, 1]), 1, 'valid'), [odd]],
  ['a convolution', [1, odd, 3, 4], (x) => tf.conv2d(image(x), filters(1), 1, 'valid'), [1, odd, 3, 4]],
  ['relu of a convolution', [1, odd, 3, 4], (x) => one(tf.relu(wide(x)), 19), [odd]],
  [
    'relu6 of a convolution',
    [1, odd, 3, 4],
    (x) => tf.relu6(tf.conv2d(image(x), filters(1), 1, 'valid')),
    [1, odd, 3, 4],
  ],
  [
    'a depthwise convolution',
    [1, odd, 3, 4],
    (x) => tf.depthwiseConv2d(image(x), tf.ones([1, 1, 1, 1]), 1, 'valid'),
    [1, odd, 3, 4],
  ],
  [
    'a convolution fused with relu',
    [1, odd, 3, 4],
    (x) => tf.fused.conv2d({ x: image(x), filter: filters(1), strides: 1, pad: 'valid', activation: 'relu' }),
    [1, odd, 3, 4],
  ],
  [
    'a depthwise convolution fused with relu6',
    [1, odd, 3, 9],
    (x) => tf.fused.depthwiseConv2d({ x: image(x), filter: filters(1), strides: 1, pad: 'valid', activation: 'relu6' }),
    [1, odd, 3, 6],
  ],
  [
    'the gradient of maxPool, at the largest of the others',
    [1, odd, 3, 4],
    (x) => tf.reshape(tf.grad((v: Tensor) => tf.maxPool(image(v), 2, 2, 'valid'))(x), [-1]),
    [0, 0, 0, 1],
  ],
  ['relu', [odd, -1, 0, 2], (x) => tf.relu(x), [odd, 0, 0, 2]],
  ['relu at the end of a vector', among(21, 20), (x) => one(tf.relu(x), 20), [odd]],
  ['relu6', [odd, -1, 7], (x) => tf.relu6(x), [odd, 0, 6]],
  ['clipByValue', [odd, -1, 7], (x) => tf.clipByValue(x, 0, 1), [odd, 0, 1]],
  ['maximum', [odd, 1, 2], (x) => tf.maximum(x, tf.tensor1d([1, odd, 3])), [odd, odd, 3]],
  ['minimum', [odd, 1, 2], (x) => tf.minimum(x, tf.tensor1d([1, odd, 3])), [odd, odd, 2]],
  ['maximum of a number and a tensor', [odd, 1], (x) => tf.maximum(0, x), [odd, 1]],
  [
    'maximum with broadcasting',
    [odd, 1, 2, 3],
    (x) => tf.maximum(square(x), tf.tensor1d([0, odd])),
    [odd, odd, 2, odd],
  ],
  ['argMax finds NaN', [1, odd, 3, 4, 5, 2], (x) => tf.argMax(tf.reshape(x, [2, 3]), 1), [1, 1]],
  ['argMin finds NaN', [1, odd, -3, 4, 5, 2], (x) => tf.argMin(tf.reshape(x, [2, 3]), 1), [1, 2]],
  ['argMax along the first axis finds NaN', [1, 5, odd, 2, 7, 3], (x) => tf.argMax(tf.reshape(x, [3, 2]), 0), [1, 0]],
  ['argMax finds NaN after ∞', [1, Infinity, odd], (x) => tf.argMax(x), [2]],
  ['argMin finds NaN after −∞', [1, -Infinity, odd], (x) => tf.argMin(x), [2]],
  ['topk has NaN before ∞', [-Infinity, Infinity, odd], (x) => tf.topk(x, 2).values, [odd, Infinity]],
  ['topk has ∞ before the largest number', [3e38, 2, Infinity], (x) => tf.topk(x, 3).indices, [2, 0, 1]],
  ['topk has the first of several NaN first', [7, odd, odd, 1], (x) => tf.topk(x, 3).indices, [1, 2, 0]],
  ['topk has NaN first', [1, odd, 3, 7], (x) => tf.topk(x, 3).values, [odd, 7, 3]],
  ['topk has the place of NaN first', [1, odd, 3, 7], (x) => tf.topk(x, 3).indices, [1, 3, 2]],
  ['sign', [odd, -2, 0, 3], (x) => tf.sign(x), [odd, -1, 0, 1]],
  [
    'unsortedSegmentSum, in its segment only',
    [1, odd, 3],
    (x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, 0, 1], 'int32'), 2),
    [odd, 3],
  ],
  ['pow of 1', [1, 2], (x) => tf.pow(x, tf.tensor1d([odd, odd])), [1, odd]],
  ['softmax', [1, odd, 3], (x) => tf.softmax(x), [odd, odd, odd]],
  ['logSumExp', [1, odd, 3], (x) => tf.logSumExp(x), [odd]],
  ['as int32', [odd, Infinity, 3e9, -7.5], (x) => tf.cast(x, 'int32'), [-(2 ** 31), -(2 ** 31), -(2 ** 31), -7]],
];

describe.each(engines)('on the engine %s (%s backend), NaN is kept by', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(examples)('%s', async (_, x, fn, expected) => {
    const compiled = compile(fn, { engine });
    const { data } = await compiled.onHost({ data: Float32Array.from(x), shape: [x.length] });
    await compiled.dispose();
    expect(Array.from(data, (number) => (number === 0 ? 0 : number))).toEqual([...expected]);
  });
});
