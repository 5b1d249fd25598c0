import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, UnsupportedOpError } from '../../src/index.ts';
import { compare } from '../conformance/compare.ts';
import { type Case, floats } from '../conformance/conformance-case.ts';

const images = floats([1, 7, 6, 2]);

/** Where TensorFlow.js moves a window further than whole steps inside the padded image go. Its gradients do not know of the rounding. */
const beyond: readonly Case[] = [
  {
    name: 'a convolution rounded up',
    inputs: [images, floats([2, 2, 2, 2], [-1, 1], 1)],
    compute: (x, w) => tf.conv2d(x as Tensor4D, w as Tensor4D, 2, 0, 'NHWC', 1, 'ceil'),
    gradientsOf: [],
  },
  {
    name: 'a pool of the largest rounded up',
    inputs: [images],
    compute: (x) => tf.maxPool(x as Tensor4D, 2, 2, 0, 'ceil'),
    gradientsOf: [],
  },
  {
    name: 'a pool of means rounded up',
    inputs: [images],
    compute: (x) => tf.avgPool(x as Tensor4D, 2, 2, 0, 'ceil'),
    gradientsOf: [],
  },
];

describe('a window', () => {
  it.each(beyond)('ignores what is beyond the end: $name', async (example) => {
    for (const engine of ['native', 'wasm'] as const) await compare(example, engine);
  });

  it.each<[string, (x: Tensor) => Tensor]>([
    ['as long as its window', (x) => tf.maxPool(x as Tensor4D, 1, 1, 1)],
    ['as long as its window', (x) => tf.avgPool(x as Tensor4D, 1, 1, 1)],
  ])('that ONNX has not is an error that says so: %s', async (why, pool) => {
    const x = { data: Float32Array.from(images.values), shape: images.shape };
    const named = compile(pool, { engine: 'native' }).onHost(x);
    await expect(named).rejects.toThrow(UnsupportedOpError);
    await expect(named).rejects.toThrow(why);
  });
});
