import { add, div, moments, mul, sqrt, sub } from '@tensorflow/tfjs-core';

import { constant } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * Layer normalization over the last axis.
 *
 *     y = γ (x − μ) / √(σ² + 10⁻⁵) + β
 *
 * @param width - Its length.
 * @see J. L. Ba, J. R. Kiros, G. E. Hinton. Layer Normalization. 2016. https://arxiv.org/abs/1607.06450
 */
export function layerNorm(width: number): Part {
  return {
    parameters: [constant([width], 1), constant([width], 0)],
    apply(x, scale, offset) {
      const { mean, variance } = moments(x, -1, true);
      return add(mul(div(sub(x, mean), sqrt(add(variance, 1e-5))), scale), offset);
    },
  };
}
