import { logSoftmax, mul, neg, sum, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { list, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { frequenciesLoss, oneHotClasses, weightsByClass } from './class-logits.ts';
import { focalFactor, focalLoss } from './focal-factor.ts';
import type { Loss } from './loss.ts';

/** Options of {@link softmaxFocal}. */
export const softmaxFocalOptions = optionsSchema('softmax-focal', {
  gamma: number({ default: 2, min: 0, search: [0, 5], meaning: 'how much easy examples are weighted down' }),
  alpha: list(number({ above: 0, meaning: 'a factor' }), {
    otherwise: '1 for every class',
    meaning: 'what the loss of each class is multiplied by',
    range: 'above 0',
    expected: 'a list of numbers above 0',
  }),
});

/**
 * The focal loss of a multiclass task: cross-entropy in which well classified examples count less.
 *
 *     ℓ = −α_c (1 − p_c)^γ log p_c        p = softmax(x)
 *
 * x are the outputs (logits) for an example and c is its class. With γ = 0 it is the cross-entropy. Unlike class weights, α is not divided
 * out again by the mean over the batch. The constant prediction is the class frequencies.
 *
 * @param options - γ and α.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see T.-Y. Lin, P. Goyal, R. Girshick, K. He, P. Dollár. Focal Loss for Dense Object Detection. ICCV 2017.
 *   https://arxiv.org/abs/1708.02002
 */
export function softmaxFocal(options: OptionsOf<typeof softmaxFocalOptions> = {}): Loss {
  const name = softmaxFocalOptions.owner;
  const complete = softmaxFocalOptions.read(options);
  const { gamma, alpha } = complete;
  return {
    name,
    form: 'classes',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const truth = oneHotClasses(name, outputs, labels);
      const loss = focalFactor(neg<Tensor1D>(sum(mul(truth, logSoftmax(outputs)), 1)), gamma);
      return alpha ? mul(loss, weightsByClass(labels, alpha)) : loss;
    },
    misfit: ({ count }) => (!alpha || alpha.length === count ? undefined : `one with ${count} numbers in alpha`),
    constant: (training, measured, { count }) =>
      frequenciesLoss(
        training,
        measured,
        new Array<number>(count).fill(1),
        (frequencies, label) => (alpha?.[label] ?? 1) * focalLoss(frequencies[label] ?? Number.NaN, gamma),
      ),
  };
}
