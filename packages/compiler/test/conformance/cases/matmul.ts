import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, floats, ints } from '../conformance-case.ts';

const factors: readonly (readonly [number[], number[], boolean, boolean])[] = [
  [[2, 3], [3, 4], false, false],
  [[3, 2], [3, 4], true, false],
  [[2, 3], [4, 3], false, true],
  [[3, 2], [4, 3], true, true],
  [[1, 3], [3, 1], false, false],
  [[5, 2, 3], [5, 3, 4], false, false],
  [[5, 3, 2], [5, 3, 4], true, false],
  [[5, 2, 3], [5, 4, 3], false, true],
  [[5, 3, 2], [5, 4, 3], true, true],
  [[1, 2, 3], [1, 3, 4], false, false],
  [[2, 3, 2, 3], [2, 3, 3, 4], false, false],
  [[3, 2048], [5, 2048], false, true],
  [[2, 2, 2048], [2, 2, 2048], false, true],
  [[1, 4, 2048], [1, 3, 2048], false, true],
];

/** Stacks of different heights, for which TensorFlow.js has no gradients. */
const stacks: readonly (readonly [number[], number[]])[] = [
  [
    [5, 2, 3],
    [3, 4],
  ],
  [
    [2, 3],
    [5, 3, 4],
  ],
  [
    [5, 2, 3],
    [1, 3, 4],
  ],
];

const products: readonly Case[] = [
  ...factors.map(([a, b, left, right]) => ({
    name: `[${a.join()}]${left ? 'ᵀ' : ''} · [${b.join()}]${right ? 'ᵀ' : ''}`,
    inputs: [floats(a), floats(b, [-1, 1], 1)],
    compute: (x: Tensor, y: Tensor) => tf.matMul(x, y, left, right),
  })),
  ...stacks.map(([a, b]) => ({
    name: `[${a.join()}] · [${b.join()}]`,
    inputs: [floats(a), floats(b, [-1, 1], 1)],
    compute: (x: Tensor, y: Tensor) => tf.matMul(x, y),
    gradientsOf: [],
  })),
  {
    name: '[2,1,2,3] · [1,5,3,4]',
    inputs: [floats([2, 1, 2, 3]), floats([1, 5, 3, 4], [-1, 1], 1)],
    compute: (x, y) => tf.matMul(x, y),
    // TensorFlow.js' cpu backend pairs the wrong matrices when both stacks are broadcast.
    reference: (x, y) => tf.matMul(tf.tile(x, [1, 5, 1, 1]), tf.tile(y, [2, 1, 1, 1])),
    gradientsOf: [],
  },
  { name: 'int32', inputs: [ints([2, 3], 5), ints([3, 4], 5)], compute: (a, b) => tf.matMul(a, b) },
  {
    name: 'int32, transposed',
    inputs: [ints([3, 2], 5), ints([4, 3], 5)],
    compute: (a, b) => tf.matMul(a, b, true, true),
  },
  { name: 'a vector and a matrix', inputs: [floats([3]), floats([3, 4])], compute: (a, b) => tf.dot(a, b) },
  { name: 'two vectors', inputs: [floats([3]), floats([3], [0, 1])], compute: (a, b) => tf.dot(a, b) },
  {
    name: 'an outer product',
    inputs: [floats([3]), floats([4])],
    compute: (a, b) => tf.outerProduct(a as tf.Tensor1D, b as tf.Tensor1D),
  },
];

const activations = ['linear', 'relu', 'elu', 'sigmoid', 'relu6', 'leakyrelu'] as const;

const fused: readonly Case[] = [
  ...activations.flatMap((activation) =>
    [true, false].map((biased) => ({
      name: `${activation}${biased ? ', with a bias' : ''}`,
      inputs: [floats([4, 3], [-30, 30]), floats([3, 5], [-1, 1], 1), floats([5], [-1, 1], 2)],
      compute: (a: Tensor, b: Tensor, bias: Tensor) =>
        tf.fused.matMul({ a, b, activation, leakyreluAlpha: 0.3, ...(biased ? { bias } : {}) }),
      gradientsOf: biased ? [0, 1, 2] : [0, 1],
    })),
  ),
  {
    name: 'prelu, transposed',
    inputs: [floats([3, 4]), floats([5, 3], [-1, 1], 1), floats([5]), floats([5], [0.1, 0.5])],
    compute: (a, b, bias, preluActivationWeights) =>
      tf.fused.matMul({ a, b, bias, preluActivationWeights, activation: 'prelu', transposeA: true, transposeB: true }),
    gradientsOf: [],
  },
  {
    name: 'a stack',
    inputs: [floats([2, 4, 3]), floats([2, 3, 5]), floats([5])],
    compute: (a, b, bias) => tf.fused.matMul({ a, b, bias, activation: 'relu' }),
    gradientsOf: [],
  },
];

/** Sums over indices, and the same in ops of which TensorFlow.js has gradients: of its einsum it has none but ours. */
const einsums: readonly Case[] = (
  [
    [
      'ij,jk->ik',
      [
        [2, 3],
        [3, 4],
      ],
      (a, b) => tf.matMul(a, b),
    ],
    [
      ' ij , jk -> ki ',
      [
        [2, 3],
        [3, 4],
      ],
      (a, b) => tf.transpose(tf.matMul(a, b)),
    ],
    [
      'bij,bjk->bik',
      [
        [5, 2, 3],
        [5, 3, 4],
      ],
      (a, b) => tf.matMul(a, b),
    ],
    [
      'bhqd,bhkd->bhqk',
      [
        [2, 2, 3, 4],
        [2, 2, 5, 4],
      ],
      (a, b) => tf.matMul(a, b, false, true),
    ],
    ['i,j->ij', [[3], [4]], (a, b) => tf.mul(tf.expandDims(a, 1), b)],
    ['i,i->', [[3], [3]], (a, b) => tf.sum(tf.mul(a, b))],
    [
      'ij,jk->k',
      [
        [2, 3],
        [3, 4],
      ],
      (a, b) => tf.sum(tf.matMul(a, b), 0),
    ],
    ['ij,k->k', [[2, 3], [4]], (a, b) => tf.mul(tf.sum(a), b)],
    ['ij->ji', [[2, 3]], (a) => tf.transpose(a)],
    ['ij->i', [[2, 3]], (a) => tf.sum(a, 1)],
    ['ij->', [[2, 3]], (a) => tf.sum(a)],
  ] satisfies [string, number[][], (a: Tensor, b: Tensor) => Tensor][]
).map(([equation, shapes, reference]) => ({
  name: equation,
  inputs: shapes.map((shape, index) => floats(shape, [-1, 1], index)),
  compute: (...xs: Tensor[]) => tf.einsum(equation, ...xs),
  reference: (a: Tensor, b = a) => reference(a, b),
}));

export const matmul: Cases = { BatchMatMul: products, Einsum: einsums, _FusedMatMul: fused };
