import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/** The gradient of ⌊a / b⌋, which is constant between its steps: 0. TensorFlow.js returns the gradient of a / b. */
export const floorDivGradient: GradientFunction = (_, [a, b]) => ({
  ...(a && { a: () => tf.zeros(a.shape) }),
  ...(b && { b: () => tf.zeros(b.shape) }),
});
