import { add, mean, neg, relu, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { constantLoss, quantileOf } from './constant-loss.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link meanAbsoluteError}: there are none. */
export const meanAbsoluteErrorOptions = optionsSchema('mean-absolute-error', {});

/**
 * The distance to the targets of a regression, averaged over the targets of an example.
 *
 *     ℓ = mean_o( |x − y| )
 *
 * x is an output and y its target. The gradient at x = y is 0.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 */
export function meanAbsoluteError(options: NoOptions = {}): Loss {
  const name = meanAbsoluteErrorOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, meanAbsoluteErrorOptions.read(options)),
    call(outputs, labels) {
      const error = sub(outputs, labelsLike(name, outputs, labels));
      // Not abs(error): TensorFlow.js gives it the gradient −1 at 0, which pushes a perfect prediction away.
      return mean<Tensor1D>(add(relu(error), relu(neg(error))), 1);
    },
    constant: (training, measured, { count }) =>
      constantLoss(training, measured, count, (known) => {
        const centre = quantileOf(known, 0.5);
        return (label) => Math.abs(label - centre);
      }),
  };
}
