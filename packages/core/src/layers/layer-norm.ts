import { add, div, moments, mul, sqrt, sub } from '@tensorflow/tfjs-core';

import { defineLayer, lastAxis } from './define-layer.ts';
import { constant } from './initializers.ts';
import type { Layer } from './layer.ts';

/**
 * Layer normalization over the last axis.
 *
 *     y = γ (x − μ) / √(σ² + 10⁻⁵) + β
 *
 * @see J. L. Ba, J. R. Kiros, G. E. Hinton. Layer Normalization. 2016. https://arxiv.org/abs/1607.06450
 */
export function layerNorm(): Layer {
  return defineLayer({
    name: 'layerNorm',
    build(input, scope) {
      const width = lastAxis('layerNorm', input);
      const scale = scope.weight('scale', [width], constant(1));
      const offset = scope.weight('offset', [width], constant(0));
      return {
        shape: input.shape,
        call(x, run) {
          const { mean, variance } = moments(x, -1, true);
          return add(mul(div(sub(x, mean), sqrt(add(variance, 1e-5))), run.weight(scale)), run.weight(offset));
        },
      };
    },
  });
}
