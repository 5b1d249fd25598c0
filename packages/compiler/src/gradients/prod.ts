import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/**
 * The gradient of a product along axes: the product of all other elements, which is right beside zeros too. TensorFlow.js' own needs
 * chained operators, and fails for an axis that is counted from the end.
 */
export const prodGradient: GradientFunction = (dy, [x], { axis }) => ({
  ...(x && { x: () => productOfOthers(dy, x, tf.util.parseAxisParam((axis ?? null) as number[], x.shape)) }),
});

function productOfOthers(dy: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const permutation = [...kept, ...axes];
  const lastTogether = tf.transpose(x, permutation);
  const lines = tf.reshape(lastTogether, [-1, tf.util.sizeFromShape(axes.map((axis) => x.shape[axis] ?? 1))]);
  const others = tf.mul(tf.cumprod(lines, 1, true, false), tf.cumprod(lines, 1, true, true));
  const gradient = tf.mul(others, tf.reshape(dy, [-1, 1]));
  return tf.transpose(
    tf.reshape(gradient, lastTogether.shape),
    x.shape.map((_, axis) => permutation.indexOf(axis)),
  );
}
