import { batchNorm as normalise, moments, type Tensor1D } from '@tensorflow/tfjs-core';

import { constant } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * Batch normalization of images with the mean and variance of the batch.
 *
 *     y = γ (x − μ_c) / √(σ²_c + 10⁻⁵) + β
 *
 * @param channels - Channels of an image.
 * @see S. Ioffe, C. Szegedy. Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift. ICML
 *   2015. https://arxiv.org/abs/1502.03167
 */
export function batchNorm(channels: number): Part {
  return {
    parameters: [constant([channels], 1), constant([channels], 0)],
    apply(x, scale, offset) {
      const { mean, variance } = moments(x, [0, 1, 2]);
      return normalise(x, mean as Tensor1D, variance as Tensor1D, offset as Tensor1D, scale as Tensor1D, 1e-5);
    },
  };
}
