import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';

describe('AvgPoolGrad', () => {
  // TensorFlow.js' own gradient of a padded average pool is not that of what it computes.
  it.each([
    [2, 2, 'same'],
    [3, 1, 'same'],
    [3, 2, 1],
  ] as const)(
    'is the gradient of the mean over the part inside: windows of %i, strides %i, padding %s',
    async (size, strides, padding) => {
      const pool = (x: Tensor): Tensor4D => tf.avgPool(x as Tensor4D, size, strides, padding);
      const energy = (x: Tensor): Tensor => tf.sum(tf.square(pool(x)));
      const values = Array.from({ length: 25 }, (_, index) => Math.sin(index));
      const at = (moved: readonly number[]): number =>
        tf.tidy(() => energy(tf.tensor(moved, [1, 5, 5, 1])).dataSync()[0] ?? 0);
      const h = 2 ** -4; // A quadratic has no error in central differences but rounding.
      await tf.setBackend('cpu');
      const gradient = compile((x: Tensor) => tf.grad(energy)(x), { engine: 'native' });
      const { data } = await gradient.onHost(tf.tensor(values, [1, 5, 5, 1]));
      await gradient.dispose();
      values.forEach((_, index) => {
        const moved = (by: number): number[] => values.map((value, other) => (other === index ? value + by : value));
        expect(data[index]).toBeCloseTo((at(moved(h)) - at(moved(-h))) / (2 * h), 4);
      });
    },
  );
});
