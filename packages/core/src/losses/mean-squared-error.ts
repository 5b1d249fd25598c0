import { mean as meanOver, square, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { constantLoss, mean } from './constant-loss.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link meanSquaredError}: there are none. */
export const meanSquaredErrorOptions = optionsSchema('mean-squared-error', {});

/**
 * The squared distance to the targets of a regression, averaged over the targets of an example.
 *
 *     ℓ = mean_o( (x − y)² )
 *
 * x is an output and y its target. There is no factor ½.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 */
export function meanSquaredError(options: NoOptions = {}): Loss {
  const name = meanSquaredErrorOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, meanSquaredErrorOptions.read(options)),
    call: (outputs, labels) => meanOver<Tensor1D>(square(sub(outputs, labelsLike(name, outputs, labels))), 1),
    constant: (training, measured, { count }) =>
      constantLoss(training, measured, count, (known) => {
        const centre = mean(known);
        return (label) => (label - centre) ** 2;
      }),
  };
}
