import { add, mean, mul, softplus, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { focalFactor, focalLoss } from './focal-factor.ts';
import { sharesLoss } from './label-logits.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link sigmoidFocal}. */
export const sigmoidFocalOptions = optionsSchema('sigmoid-focal', {
  gamma: number({ default: 2, min: 0, search: [0, 5], meaning: 'how much easy examples are weighted down' }),
  alpha: number({ otherwise: 'no factor', above: 0, below: 1, meaning: 'the factor of a yes; a no has 1 minus it' }),
});

/**
 * The focal loss of a binary or multilabel task: cross-entropy in which well classified labels count less; averaged over the labels of an
 * example.
 *
 *     ℓ = mean_l( −α_z (1 − p_z)^γ log p_z )        p_1 = σ(x), p_0 = 1 − σ(x), α_1 = α, α_0 = 1 − α
 *
 * x is an output (logit) and z its label, 0 or 1. With γ = 0 and without α it is the cross-entropy. The constant prediction is the share of
 * ones.
 *
 * @param options - γ and α.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár. Focal Loss for Dense Object Detection. ICCV 2017.
 *   https://arxiv.org/abs/1708.02002
 */
export function sigmoidFocal(options: OptionsOf<typeof sigmoidFocalOptions> = {}): Loss {
  const name = sigmoidFocalOptions.owner;
  const complete = sigmoidFocalOptions.read(options);
  const { gamma, alpha } = complete;
  return {
    name,
    form: 'labels',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const truth = labelsLike(name, outputs, labels);
      const loss = focalFactor(sub(softplus(outputs), mul(outputs, truth)), gamma);
      const factors = alpha === undefined ? undefined : add(mul(truth, 2 * alpha - 1), 1 - alpha);
      return mean<Tensor1D>(factors ? mul(factors, loss) : loss, 1);
    },
    constant: (training, measured, { count }) =>
      sharesLoss(training, measured, count, (share, label) => {
        const factor = alpha === undefined ? 1 : label > 0 ? alpha : 1 - alpha;
        return factor * focalLoss(label > 0 ? share : 1 - share, gamma);
      }),
  };
}
