import {
  add,
  concat,
  maximum,
  mean,
  minimum,
  mul,
  neg,
  relu,
  split,
  sub,
  type Tensor,
  tensor1d,
  type Tensor1D,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { list, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { constantLoss, quantileOf } from './constant-loss.ts';
import { byTarget } from './labels-like.ts';
import { restore, unscaled } from '../tasks/scale.ts';
import type { DetailTensor, Loss } from './loss.ts';

/** Options of {@link quantile}. */
export const quantileOptions = optionsSchema('quantile', {
  q: list(number({ above: 0, below: 1, meaning: 'a quantile' }), {
    default: [0.1, 0.5, 0.9],
    meaning: 'the quantiles that are predicted, in ascending order',
    range: 'above 0 … below 1',
    expected: 'a list of ascending numbers above 0 and below 1',
    holds: (q) => q.length > 0 && q.every((each, index) => index === 0 || each > (q[index - 1] ?? 1)),
  }),
});

/**
 * The pinball loss: its minimum is at quantiles of the targets instead of their mean. The head gives an output for each quantile of each
 * target; the prediction is the quantile nearest to the median.
 *
 *     ℓ = mean_{o,q}( max( q (y − x), (q − 1) (y − x) ) )
 *
 * x is an output and y its target. Nothing keeps outputs of an example from crossing: predictions are the outputs in ascending order (rearrangement),
 * which are never further from the true quantiles.
 *
 * @param options - The quantiles.
 * @throws {@link InvalidOptionError} when they are not ascending numbers between 0 and 1.
 * @see R. Koenker, G. Bassett. Regression Quantiles. Econometrica 1978. https://doi.org/10.2307/1913643; V. Chernozhukov, I. Fernández-Val,
 *   A. Galichon. Quantile and Probability Curves Without Crossing. Econometrica 2010. https://doi.org/10.3982/ECTA7880
 */
export function quantile(options: OptionsOf<typeof quantileOptions> = {}): Loss {
  const name = quantileOptions.owner;
  const { q } = quantileOptions.read(options);
  const distances = q.map((each) => Math.abs(each - 0.5));
  const middle = distances.indexOf(Math.min(...distances));
  return {
    name,
    form: 'numbers',
    config: configOf('loss', name, { q }),
    outputsPerTarget: q.length,
    call(outputs, labels) {
      const [predicted, truth] = byTarget(name, outputs, labels, q.length);
      const error = sub(truth, predicted);
      const [under, over] = [tensor1d([...q]), tensor1d(q.map((each) => 1 - each))];
      return mean<Tensor1D>(add(mul(under, relu(error)), mul(over, relu(neg(error)))), [1, 2]);
    },
    predict: (outputs) => sortedQuantiles(outputs)[middle] ?? Number.NaN,
    predictTensor: (outputs) => sorted(outputs)[middle] ?? outputs,
    ...(q.length > 1 && {
      details: (outputs: ArrayLike<number>, scale = unscaled) => {
        const ascending = sortedQuantiles(outputs);
        return {
          quantiles: Object.fromEntries(
            q.map((each, index) => [String(each), restore(ascending[index] ?? Number.NaN, scale)]),
          ),
        };
      },
      detailTensors: {
        quantiles: (outputs: Tensor, scale: Parameters<DetailTensor>[1]) =>
          add(mul(concat([...sorted(outputs)], -1), scale.deviation), scale.mean),
      },
    }),
    constant(training, measured, { count }) {
      const losses = q.map((each) =>
        constantLoss(training, measured, count, (known) => {
          const centre = quantileOf(known, each);
          return (label) => Math.max(each * (label - centre), (each - 1) * (label - centre));
        }),
      );
      return losses.reduce((sum, loss) => sum + loss, 0) / q.length;
    },
  };
}

/**
 * The quantiles of a target that outputs stand for: in ascending order.
 *
 * @param outputs - An output for each quantile.
 */
export function sortedQuantiles(outputs: ArrayLike<number>): Float64Array {
  return Float64Array.from(outputs).sort();
}

/** The same by tensor operations, which a graph for other programs may hold: one tensor for each place of the last axis. */
function sorted(outputs: Tensor): readonly Tensor[] {
  const places = split(outputs, outputs.shape.at(-1) ?? 1, -1);
  for (let end = places.length - 1; end > 0; end -= 1) {
    for (let index = 0; index < end; index += 1) {
      const [low, high] = [places[index], places[index + 1]];
      if (!low || !high) continue;
      places[index] = minimum(low, high);
      places[index + 1] = maximum(low, high);
    }
  }
  return places;
}
