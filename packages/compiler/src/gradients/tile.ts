import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/** The gradient of a tensor that is repeated along its axes: the sum over the copies. TensorFlow.js has it up to four axes. */
export const tileGradient: GradientFunction = (dy, [x], { reps }) => ({
  ...(x && { x: () => (reps as number[]).reduce((sum, count, axis) => sumOfCopies(sum, axis, count), dy) }),
});

function sumOfCopies(dy: Tensor, axis: number, count: number): Tensor {
  if (count === 1) return dy;
  const [before, after] = [dy.shape.slice(0, axis), dy.shape.slice(axis + 1)];
  const length = (dy.shape[axis] ?? count) / count;
  const copies = tf.reshape(dy, [tf.util.sizeFromShape(before), count, length * tf.util.sizeFromShape(after)]);
  return tf.reshape(tf.sum(copies, 1), [...before, length, ...after]);
}
