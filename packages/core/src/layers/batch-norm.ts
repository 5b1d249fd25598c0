import { add, batchNorm as normalise, moments, mul, type Tensor1D } from '@tensorflow/tfjs-core';

import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { constant } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Options of {@link batchNorm}. */
export const batchNormOptions = optionsSchema('batchNorm', {
  momentum: number({
    default: 0.1,
    min: 0,
    max: 1,
    meaning: 'the share of a batch in the moving averages, as in PyTorch',
  }),
  epsilon: number({ default: 1e-5, above: 0, scale: 'log', meaning: 'what is added to the variance' }),
});

/** Options of {@link batchNorm}. */
export type BatchNormOptions = OptionsOf<typeof batchNormOptions>;

/**
 * Batch normalization over all axes but the last: with mean and variance of the batch while training, with their moving averages
 * afterwards.
 *
 *     y = γ (x − μ_c) / √(σ²_c + ε) + β
 *
 * As in PyTorch, the moving variance is of the unbiased estimate.
 *
 * @param options - The moving averages.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see S. Ioffe, C. Szegedy. Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift. ICML
 *   2015. https://arxiv.org/abs/1502.03167
 */
export function batchNorm(options: BatchNormOptions = {}): Layer {
  const { momentum, epsilon } = batchNormOptions.read(options);
  return defineLayer({
    name: 'batchNorm',
    options: { momentum, epsilon },
    build(input, scope) {
      const channels = lastAxis('batchNorm', input);
      const scale = scope.weight('scale', [channels], constant(1));
      const offset = scope.weight('offset', [channels], constant(0));
      const movingMean = scope.weight('moving-mean', [channels], constant(0), { trainable: false });
      const movingVariance = scope.weight('moving-variance', [channels], constant(1), { trainable: false });
      return {
        shape: input.shape,
        call(x, run) {
          const factors = [run.weight(offset) as Tensor1D, run.weight(scale) as Tensor1D] as const;
          if (!run.training) {
            const known = [run.weight(movingMean) as Tensor1D, run.weight(movingVariance) as Tensor1D] as const;
            return normalise(x, ...known, ...factors, epsilon);
          }
          const axes = x.shape.slice(0, -1).map((_, axis) => axis);
          const { mean, variance } = moments(x, axes);
          const count = x.size / channels;
          const unbiased = mul(variance, count / Math.max(1, count - 1));
          run.assign(movingMean, add(mul(run.weight(movingMean), 1 - momentum), mul(mean, momentum)));
          run.assign(movingVariance, add(mul(run.weight(movingVariance), 1 - momentum), mul(unbiased, momentum)));
          return normalise(x, mean as Tensor1D, variance as Tensor1D, ...factors, epsilon);
        },
      };
    },
  });
}
