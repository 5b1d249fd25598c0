import * as tf from '@tensorflow/tfjs-core';

import { random } from './random.ts';

/**
 * Numbers of the standard uniform distribution as a tensor, the same for the same seed.
 *
 * @param shape - Length of each axis.
 * @param seed - Where they come from.
 */
export function noise(shape: readonly number[], seed: number): tf.Tensor {
  const next = random(seed);
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => 2 * next() - 1),
    [...shape],
  );
}

/**
 * The largest difference between two lists of numbers, relative to the largest number (at least 1).
 *
 * @param a - Numbers.
 * @param b - As many others.
 */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1, ...Array.from(b, Math.abs));
  return Math.max(0, ...Array.from(a, (number, index) => Math.abs(number - (b[index] ?? Number.NaN)) / scale));
}
