import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, exactly, floats } from '../conformance-case.ts';

type Pair = number | [number, number];
type Pool = (
  x: Tensor,
  filter: Pair,
  strides: Pair,
  padding: 'valid' | 'same' | number,
  rounding?: 'floor' | 'ceil' | 'round',
) => Tensor;

const settings: readonly (readonly [number[], Pair, Pair, 'valid' | 'same' | number, ('floor' | 'ceil' | 'round')?])[] =
  [
    [[2, 4, 4, 3], 2, 2, 'valid'],
    [[2, 5, 5, 3], 2, 2, 'valid'],
    [[2, 5, 5, 3], 2, 2, 'same'],
    [[2, 5, 5, 3], 3, 1, 'valid'],
    [[2, 5, 5, 3], 3, 1, 'same'],
    [[2, 7, 6, 2], 3, 2, 'valid'],
    [[2, 7, 6, 2], 3, 2, 'same'],
    [[1, 6, 6, 1], [2, 3], [3, 2], 'valid'],
    [[1, 6, 6, 1], [2, 3], [1, 2], 'same'],
    [[1, 7, 7, 1], [3, 2], 2, 'valid'],
    [[1, 7, 7, 2], 2, 3, 'valid'],
    [[1, 5, 5, 2], 3, 2, 1, 'floor'],
    [[1, 3, 3, 4], 3, 3, 'valid'],
    [[2, 4, 4, 3], 1, 1, 'valid'],
    [[2, 4, 4, 3], 1, 2, 'valid'],
  ];

function pools(pool: Pool): readonly Case[] {
  return settings.map(([shape, filter, strides, padding, rounding]) => ({
    name: `[${shape.join()}] by ${filter.toString()}, strides ${strides.toString()}, ${padding}`,
    inputs: [floats(shape)],
    compute: (x) => pool(x, filter, strides, padding, rounding),
  }));
}

const maximum: readonly Case[] = pools((x, filter, strides, padding, rounding) =>
  tf.maxPool(x as Tensor4D, filter, strides, padding, rounding),
);
const average: readonly Case[] = pools((x, filter, strides, padding, rounding) =>
  tf.avgPool(x as Tensor4D, filter, strides, padding, rounding),
);
const unpadded = average.filter((_, index) => settings[index]?.[3] === 'valid');
const ties: Case = {
  name: 'of equals',
  inputs: [exactly([1, 1, 0, 2, 1, 1, 2, 0, -1, -1, 3, 3, -1, -1, 3, 3])],
  compute: (x) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [1, 4, 4, 1]), 2, 2, 'valid'),
};
const tiesOverlapping: Case = {
  ...ties,
  name: 'of equals, in windows that overlap',
  compute: (x) => tf.maxPool(tf.reshape<tf.Rank.R4>(x, [1, 4, 4, 1]), 2, 1, 'valid'),
};
const negative: Case = {
  name: 'below 0, with padding',
  inputs: [floats([1, 3, 3, 2], [-3, -1])],
  compute: (x) => tf.maxPool(x as Tensor4D, 2, 2, 'same'),
};

export const pooling: Cases = {
  MaxPool: [...maximum, ties, tiesOverlapping, negative],
  MaxPoolGrad: [...maximum, ties, tiesOverlapping, negative],
  AvgPool: average.map((example) => (unpadded.includes(example) ? example : { ...example, gradientsOf: [] })),
  // With padding TensorFlow.js divides by the whole window, though its mean is over the part inside: see true-gradients.test.ts.
  AvgPoolGrad: unpadded,
};
