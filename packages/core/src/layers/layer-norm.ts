import { add, div, moments, mul, sqrt, sub } from '@tensorflow/tfjs-core';

import { defineLayer, lastAxis } from './define-layer.ts';
import { constant } from './initializers.ts';
import type { Layer } from './layer.ts';
import { presence } from './presence.ts';

/**
 * Layer normalization over the last axis. Features of tokens (`perToken`) stay 0 at padding.
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
        perToken: input.perToken,
        call(x, run) {
          const { mean, variance } = moments(x, -1, true);
          const scaled = mul(div(sub(x, mean), sqrt(add(variance, 1e-5))), run.weight(scale));
          const normed = add(scaled, run.weight(offset));
          return input.perToken ? mul(normed, presence(x)) : normed;
        },
      };
    },
  });
}
