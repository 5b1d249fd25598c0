import { add, erf, mul, type Tensor } from '@tensorflow/tfjs-core';

import { defineLayer } from './define-layer.ts';
import type { Layer } from './layer.ts';

/**
 * The Gaussian error linear unit: y = x Φ(x), Φ being the normal distribution.
 *
 * @see D. Hendrycks, K. Gimpel. Gaussian Error Linear Units. 2016. https://arxiv.org/abs/1606.08415
 */
export function gelu(): Layer {
  return defineLayer({ name: 'gelu', build: ({ shape }) => ({ shape, call: geluOf }) });
}

/**
 * x Φ(x) of each number.
 *
 * @param x - The numbers.
 */
export function geluOf(x: Tensor): Tensor {
  return mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1));
}
