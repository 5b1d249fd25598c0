import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/** The gradient of a cumulative sum: the cumulative sum from the other end. TensorFlow.js transposes it where the axis is not the last. */
export const cumsumGradient: GradientFunction = (dy, _, { axis, exclusive, reverse }) => ({
  x: () => tf.cumsum(dy, axis as number, exclusive as boolean, !(reverse as boolean)),
});
