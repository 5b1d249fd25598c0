import { add, exp, maximum, mean, mul, neg, reshape, slice, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { byTarget } from './labels-like.ts';
import { unscaled } from '../tasks/scale.ts';
import type { Loss } from './loss.ts';

/** Options of {@link gaussian}: there are none. */
export const gaussianOptions = optionsSchema('gaussian', {});

/** The smallest variance, as in PyTorch's `GaussianNLLLoss`. */
const leastLogVariance = Math.log(1e-6);

/**
 * The negative log-likelihood of a normal distribution whose variance is predicted as well (heteroscedastic regression). The head gives
 * two outputs for each target: mean x and log variance s.
 *
 *     ℓ = mean_o( ½ ( s + (x − y)² exp(−s) ) )
 *
 * y is the target; the constant ½ log 2π is left out, and a variance below 10⁻⁶ counts as 10⁻⁶. The loss may be negative, so that
 * the loss of a constant prediction is no unit for it.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 * @see D. A. Nix, A. S. Weigend. Estimating the Mean and Variance of the Target Probability Distribution. ICNN 1994.
 *   https://doi.org/10.1109/ICNN.1994.374138
 */
export function gaussian(options: NoOptions = {}): Loss {
  const name = gaussianOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, gaussianOptions.read(options)),
    outputsPerTarget: 2,
    call(outputs, labels) {
      const [predicted, truth] = byTarget(name, outputs, labels, 2);
      const centre = slice(predicted, [0, 0, 0], [-1, -1, 1]);
      const logVariance = maximum(slice(predicted, [0, 0, 1], [-1, -1, 1]), leastLogVariance);
      const scaled = mul(square(sub(centre, truth)), exp(neg(logVariance)));
      return mean<Tensor1D>(mul(add(logVariance, scaled), 0.5), [1, 2]);
    },
    details: (outputs, { deviation } = unscaled) => ({
      deviation: deviation * Math.exp(Math.max(outputs[1] ?? Number.NaN, leastLogVariance) / 2),
    }),
    detailTensors: {
      deviation(outputs, { deviation }) {
        const logVariance = maximum(slice(outputs, [0, 0, 1], [-1, -1, 1]), leastLogVariance);
        return reshape(mul(deviation, exp(mul(logVariance, 0.5))), [-1, outputs.shape[1] ?? 1]);
      },
    },
  };
}
