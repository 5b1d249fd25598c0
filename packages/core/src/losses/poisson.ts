import { add, exp, log, maximum, mean as meanOver, mul, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { constantLoss, mean } from './constant-loss.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link poisson}: there are none. */
export const poissonOptions = optionsSchema('poisson', {});

/**
 * Half the Poisson deviance of counts, averaged over the targets of an example. The outputs are the logarithms of the predicted means.
 *
 *     ℓ = mean_o( exp(x) − y x + y log y − y )
 *
 * x is an output and y ≥ 0 its target, with 0 log 0 = 0. The last two terms do not depend on the output: they make a perfect prediction
 * 0, and otherwise the loss is above 0 (PyTorch's `PoissonNLLLoss` leaves them out).
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 */
export function poisson(options: NoOptions = {}): Loss {
  const name = poissonOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, poissonOptions.read(options)),
    call(outputs, labels) {
      const truth = labelsLike(name, outputs, labels);
      const least = sub(mul(truth, log(maximum(truth, 1e-30))), truth);
      return meanOver<Tensor1D>(add(sub(exp(outputs), mul(truth, outputs)), least), 1);
    },
    predict: (outputs) => Math.exp(outputs[0] ?? Number.NaN),
    predictTensor: (outputs) => exp(outputs),
    checkLabel: (value) => (value >= 0 ? undefined : 'a number of at least 0'),
    constant: (training, measured, { count }) =>
      constantLoss(training, measured, count, (known) => {
        const rate = Math.max(mean(known), 1 / (known.length + 1)); // No count is impossible.
        return (label) => rate - label + (label > 0 ? label * Math.log(label / rate) : 0);
      }),
  };
}
