import { add, mean, mul, softplus, sub, type Tensor1D } from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { type NoOptions, optionsSchema } from '../options/options-schema.ts';
import { constantLoss } from './constant-loss.ts';
import { labelsLike } from './labels-like.ts';
import type { Loss } from './loss.ts';

/** Options of {@link logCosh}: there are none. */
export const logCoshOptions = optionsSchema('log-cosh', {});

/**
 * A smooth distance to the targets of a regression: e²/2 for small errors, |e| − log 2 for large ones; averaged over the targets of an
 * example.
 *
 *     ℓ = mean_o( log cosh(x − y) ) = mean_o( e + softplus(−2e) − log 2 )        e = x − y
 *
 * x is an output and y its target. The second form is the one computed: it stays finite for errors of any size.
 *
 * @param options - There are none.
 * @throws {@link UnknownOptionError} when an option is given.
 */
export function logCosh(options: NoOptions = {}): Loss {
  const name = logCoshOptions.owner;
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, logCoshOptions.read(options)),
    call(outputs, labels) {
      const error = sub(outputs, labelsLike(name, outputs, labels));
      return mean<Tensor1D>(sub(add(error, softplus(mul(error, -2))), Math.LN2), 1);
    },
    constant: (training, measured, { count }) =>
      constantLoss(training, measured, count, (known) => {
        const centre = centreOf(known);
        return (label) => distance(label - centre);
      }),
  };
}

function distance(error: number): number {
  const size = Math.abs(error);
  return size + Math.log1p(Math.exp(-2 * size)) - Math.LN2;
}

/** Where Σ tanh(c − y) = 0, by bisection. */
function centreOf(known: Float64Array): number {
  let low = known.reduce((least, label) => Math.min(least, label), Infinity);
  let high = known.reduce((most, label) => Math.max(most, label), -Infinity);
  for (let halving = 0; halving < 50; halving += 1) {
    const middle = (low + high) / 2;
    const slope = known.reduce((sum, label) => sum + Math.tanh(middle - label), 0);
    if (slope < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
