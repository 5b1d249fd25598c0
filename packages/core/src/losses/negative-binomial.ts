import {
  add,
  clipByValue,
  exp,
  mean as meanOver,
  mul,
  neg,
  reshape,
  scalar,
  slice,
  softplus,
  sub,
  type Tensor,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { byTarget } from './labels-like.ts';
import { logRising } from './log-rising.ts';
import type { Loss } from './loss.ts';

/** Options of {@link negativeBinomial}. */
export const negativeBinomialOptions = optionsSchema('negative-binomial', {
  dispersion: number({
    above: 0,
    scale: 'log',
    otherwise: 'predicted for each example',
    meaning: 'α, by which the variance μ + α μ² is above that of a Poisson distribution',
  }),
});

/** The logarithms of dispersions that are told apart: those below are a Poisson distribution in float32. */
const logDispersions = { least: -10, most: 10 };

/**
 * The negative log-likelihood of counts whose variance is above their mean (the NB2 form of the negative binomial distribution), averaged over the
 * targets of an example. The first output of a target is the logarithm of the predicted mean; without a given dispersion there is a second one,
 * its logarithm.
 *
 *     ℓ = mean_o( log y! − Σ_{k < y} log(1 + k α) + (y + 1/α) log(1 + α μ) − y log μ )        variance = μ + α μ²
 *
 * μ = exp(x), and y is a target, a whole number of at least 0. The log-likelihood is whole, with log y!: for α → 0 that of a Poisson distribution. A
 * predicted log α counts from −10 to 10. With a predicted dispersion the loss knows no constant prediction.
 *
 * @param options - The dispersion.
 * @throws {@link InvalidOptionError} when it is not above 0.
 * @see J. F. Lawless. Negative binomial and mixed Poisson regression. Canadian Journal of Statistics 1987. https://doi.org/10.2307/3314912
 */
export function negativeBinomial(options: OptionsOf<typeof negativeBinomialOptions> = {}): Loss {
  const name = negativeBinomialOptions.owner;
  const complete = negativeBinomialOptions.read(options);
  const { dispersion } = complete;
  const each = dispersion === undefined ? 2 : 1;
  const logDispersionOf = (outputs: Tensor): Tensor =>
    dispersion === undefined
      ? clipByValue(slice(outputs, [0, 0, 1], [-1, -1, 1]), logDispersions.least, logDispersions.most)
      : scalar(Math.log(dispersion));
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, complete),
    outputsPerTarget: each,
    call(outputs, labels) {
      const [predicted, truth] = byTarget(name, outputs, labels, each);
      const logMean = slice(predicted, [0, 0, 0], [-1, -1, 1]);
      const logDispersion = logDispersionOf(predicted);
      const shape = exp(neg(logDispersion));
      const likely = sub(logRising(truth, scalar(1)), logRising(truth, shape));
      const spread = mul(add(truth, shape), softplus(add(logMean, logDispersion)));
      return meanOver<Tensor1D>(sub(add(likely, spread), mul(truth, logMean)), [1, 2]);
    },
    predict: (outputs) => Math.exp(outputs[0] ?? Number.NaN),
    predictTensor: (outputs) => exp(slice(outputs, [0, 0, 0], [-1, -1, 1])),
    ...(dispersion === undefined && {
      details: (outputs: ArrayLike<number>) => ({
        dispersion: Math.exp(Math.min(logDispersions.most, Math.max(logDispersions.least, outputs[1] ?? Number.NaN))),
      }),
      detailTensors: {
        dispersion: (outputs: Tensor) => reshape(exp(logDispersionOf(outputs)), [-1, outputs.shape[1] ?? 1]),
      },
    }),
    checkLabel: (value) => (value >= 0 ? undefined : 'a number of at least 0'),
  };
}
