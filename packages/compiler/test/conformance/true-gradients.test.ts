import type { Tensor, Tensor4D, Tensor5D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { floats, tensorOf } from './conformance-case.ts';

type Op = (x: Tensor) => Tensor;

const { resizeBilinear, resizeNearestNeighbor } = tf.image;

/** Where the gradient of TensorFlow.js' cpu backend is not that of what it computes, and ours is. */
const ops: readonly (readonly [string, number[], Op])[] = [
  ['avgPool, 2 by 2, padded', [1, 5, 5, 1], (x) => tf.avgPool(x as Tensor4D, 2, 2, 'same')],
  ['avgPool, 3 by 1, padded', [1, 5, 5, 1], (x) => tf.avgPool(x as Tensor4D, 3, 1, 'same')],
  ['avgPool, 3 by 2, padded by 1', [1, 5, 5, 1], (x) => tf.avgPool(x as Tensor4D, 3, 2, 1)],
  ['avgPool3d, padded', [1, 3, 4, 3, 1], (x) => tf.avgPool3d(x as Tensor5D, 3, 2, 'same')],
  ['maxPool3d, of unequal lengths', [1, 2, 4, 5, 1], (x) => tf.maxPool3d(x as Tensor5D, [1, 2, 3], [1, 1, 2], 'valid')],
  ['resizeBilinear, not square', [1, 3, 4, 1], (x) => resizeBilinear(x as Tensor4D, [6, 2])],
  ['resizeBilinear, not square, aligned', [1, 4, 3, 1], (x) => resizeBilinear(x as Tensor4D, [5, 6], true)],
  ['resizeBilinear, at centres', [1, 3, 3, 1], (x) => resizeBilinear(x as Tensor4D, [6, 6], false, true)],
  ['resizeNearestNeighbor, two images', [2, 3, 3, 1], (x) => resizeNearestNeighbor(x as Tensor4D, [6, 6])],
  ['resizeNearestNeighbor, at centres', [1, 4, 5, 1], (x) => resizeNearestNeighbor(x as Tensor4D, [3, 7], false, true)],
];

const h = 2 ** -6; // A quadratic has no error in central differences but rounding.

describe('the compiled gradient', () => {
  it.each(ops)('is the gradient of the forward pass: %s', async (_, shape, op) => {
    await tf.setBackend('cpu');
    const energy = (x: Tensor): Tensor => tf.sum(tf.square(op(x)));
    const x = tensorOf(floats(shape, [-1, 1]));
    const gradient = compile((inputs: Tensor) => tf.grad(energy)(inputs), { engine: 'native' });
    const { data } = await gradient.onHost(x);
    await gradient.dispose();
    const values = x.dataSync();
    const at = (index: number, by: number): number =>
      tf.tidy(() => {
        const moved = values.map((value, other) => (other === index ? value + by : value));
        return energy(tf.tensor(moved, shape)).dataSync()[0] ?? 0;
      });
    expect(data).toHaveLength(values.length);
    data.forEach((slope, index) => {
      expect(slope).toBeCloseTo((at(index, h) - at(index, -h)) / (2 * h), 3);
    });
  });

  it('of a pool goes to the first of equal maxima, in volumes too', async () => {
    const pool = (x: Tensor): Tensor => tf.maxPool3d(x as Tensor5D, [1, 1, 3], [1, 1, 3], 'valid');
    const gradient = compile((x: Tensor) => tf.grad(pool)(x), { engine: 'native' });
    const { data } = await gradient.onHost({ data: Float32Array.of(1, 4, 4), shape: [1, 1, 1, 3, 1] });
    await gradient.dispose();
    expect([...data]).toEqual([0, 1, 0]);
  });

  it('of an einsum exists op by op as well', async () => {
    await tf.setBackend('cpu');
    const [a, b] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    // ∂(a · b)/∂a = b
    expect([
      ...tf
        .grad((x) => tf.einsum('i,i->', x, b))(a)
        .dataSync(),
    ]).toEqual([3, 4]);
  });
});
