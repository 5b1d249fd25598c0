import { clipByValue, mean, mul, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { constantLoss, quantileOf } from './constant-loss.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link huber}. */
export const huberOptions = optionsSchema('huber', {
  delta: number({
    default: 1,
    above: 0,
    scale: 'log',
    search: [0.1, 10],
    meaning: 'the error beyond which the loss is linear',
  }),
});

/**
 * A distance to the targets of a regression that outliers do not dominate: squared up to an error of δ, linear beyond;
 * averaged over the targets of an example.
 *
 *     ℓ = mean_o( h(x − y) )        h(e) = e²/2 if |e| ≤ δ, δ (|e| − δ/2) otherwise
 *
 * x is an output and y its target. With c = e clipped to [−δ, δ], h(e) = c (e − c/2). The constant prediction is the median.
 *
 * @param options - The error δ.
 * @throws {@link InvalidOptionError} when `delta` is not above 0.
 * @see P. J. Huber. Robust Estimation of a Location Parameter. Annals of Mathematical Statistics 1964.
 *   https://doi.org/10.1214/aoms/1177703732
 */
export function huber(options: OptionsOf<typeof huberOptions> = {}): Loss {
  const name = huberOptions.owner;
  const complete = huberOptions.read(options);
  const { delta } = complete;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const error = sub(outputs, labelsLike(name, outputs, labels));
      const clipped = clipByValue(error, -delta, delta);
      return mean<Tensor1D>(mul(clipped, sub(error, mul(clipped, 0.5))), 1);
    },
    constant: (training, measured, { count }) =>
      constantLoss(training, measured, count, (known) => {
        const centre = quantileOf(known, 0.5);
        return (label) => {
          const distance = Math.abs(label - centre);
          return distance < delta ? distance ** 2 / 2 : delta * (distance - delta / 2);
        };
      }),
  };
}
