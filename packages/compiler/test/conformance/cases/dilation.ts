import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, exactly, floats } from '../conformance-case.ts';

type Pair = [number, number];

function dilation(shape: number[], filter: number[], strides: Pair, padding: 'valid' | 'same', dilations: Pair): Case {
  return {
    name: `[${shape.join()}] by [${filter.join()}], strides ${strides.join()}, ${padding}, dilations ${dilations.join()}`,
    inputs: [floats(shape), floats(filter, [-1, 1], 1)],
    compute: (x, weights) => tf.dilation2d(x as Tensor4D, weights as Tensor3D, strides, padding, dilations),
  };
}

const cases: readonly Case[] = [
  dilation([2, 5, 5, 3], [2, 2, 3], [1, 1], 'valid', [1, 1]),
  dilation([2, 5, 5, 3], [3, 3, 3], [1, 1], 'same', [1, 1]),
  dilation([1, 7, 6, 2], [3, 2, 2], [2, 1], 'valid', [1, 1]),
  dilation([1, 7, 6, 2], [2, 3, 2], [2, 3], 'same', [1, 1]),
  dilation([1, 7, 7, 1], [2, 2, 1], [1, 1], 'same', [2, 3]),
  dilation([2, 4, 4, 2], [1, 1, 2], [1, 1], 'valid', [1, 1]),
  {
    name: 'of equals',
    inputs: [exactly([1, 1, 1, 1, 1, 1, 1, 1, 1])],
    compute: (x) => tf.dilation2d(tf.reshape<tf.Rank.R3>(x, [3, 3, 1]), tf.zeros<tf.Rank.R3>([2, 2, 1]), 1, 'same'),
  },
];

export const dilations: Cases = {
  Dilation2D: cases,
  Dilation2DBackpropInput: cases,
  Dilation2DBackpropFilter: cases.slice(0, -1),
};
