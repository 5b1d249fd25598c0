import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { floats, tensorOf } from '../conformance/conformance-case.ts';

type Misfit = readonly [string, readonly (readonly number[])[], (a: Tensor, b: Tensor) => Tensor];

/** What TensorFlow.js itself refuses only where its kernels run. */
const misfits: readonly Misfit[] = [
  [
    'factors',
    [
      [3, 2],
      [3, 2],
    ],
    (a, b) => tf.matMul(a, b),
  ],
  [
    'transposed factors',
    [
      [3, 2],
      [2, 3],
    ],
    (a, b) => tf.matMul(a, b, false, true),
  ],
  [
    'factors of a fused product',
    [
      [3, 2],
      [3, 2],
    ],
    (a, b) => tf.fused.matMul({ a, b }),
  ],
  [
    'rows side by side',
    [
      [3, 2],
      [3, 3],
    ],
    (a, b) => tf.concat([a, b], 0),
  ],
  [
    'an axis to be side by side along',
    [
      [3, 2],
      [3, 2],
    ],
    (a, b) => tf.concat([a, b], 5),
  ],
  ['a part that is too long', [[3, 2], []], (a) => tf.slice(a, [1, 0], [5, 1])],
  ['a part that begins too late', [[3, 2], []], (a) => tf.slice(a, [4, 0], [1, 1])],
  ['a part of more axes', [[3, 2], []], (a) => tf.slice(a, [0, 0, 0], [1, 1, 1])],
  [
    'factors of an einsum',
    [
      [3, 2],
      [3, 2],
    ],
    (a, b) => tf.einsum('ij,jk->ik', a, b),
  ],
  [
    'a single row in an einsum',
    [
      [3, 2],
      [1, 2],
    ],
    (a, b) => tf.einsum('ij,jk->ik', a, b),
  ],
  ['an axis that no factor of an einsum has', [[3, 2], []], (a) => tf.einsum('ij->ik', a)],
  ['axes of an einsum', [[3, 2], []], (a) => tf.einsum('ijk->ij', a)],
  [
    'an einsum without an arrow',
    [
      [2, 2],
      [2, 2],
    ],
    (a, b) => tf.einsum('ij,jk', a, b),
  ],
];

describe.each(['native', 'wasm'] as const)('on %s', (engine) => {
  it.each(misfits)('refuses shapes that do not match, as op by op: %s', async (_, shapes, compute) => {
    const [a, b] = shapes.map((shape, seed) => tensorOf(floats(shape, [-1, 1], seed))) as [Tensor, Tensor];
    expect(() => compute(a, b)).toThrow();
    await expect(compile(compute, { engine }).onHost(a, b)).rejects.toThrow(/\d|arrow|axis/);
  });

  it('a transposed convolution to lengths that it cannot have is an error', async () => {
    const grown = (x: Tensor, w: Tensor): Tensor =>
      tf.conv2dTranspose(x as Tensor4D, w as Tensor4D, [1, 9, 9, 2], 2, 'same');
    const inputs = [floats([1, 4, 4, 3]), floats([3, 3, 2, 3])].map(tensorOf) as [Tensor, Tensor];
    await expect(compile(grown, { engine }).onHost(...inputs)).rejects.toThrow(
      'a transposed convolution to lengths [9,9] takes lengths [5,5], received [4,4]',
    );
  });
});
