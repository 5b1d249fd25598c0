import { clipByValue, mean, mul, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import { labelsLike } from './loss.ts';

/**
 * A distance to the targets of a regression that outliers do not rule: squared up to an error of 1, linear beyond;
 * averaged over the targets of an example.
 *
 *     ℓ = mean_o( h(x − y) )        h(e) = e²/2 if |e| ≤ 1, |e| − ½ otherwise
 *
 * x is an output and y its target. With c = e clipped to [−1, 1], h(e) = c (e − c/2).
 *
 * @param outputs - Predicted numbers: examples × targets.
 * @param labels - The targets, in the shape of the outputs.
 * @throws {@link ShapeError} when the shapes differ.
 * @see P. J. Huber. Robust Estimation of a Location Parameter. Annals of Mathematical Statistics 1964.
 *   https://doi.org/10.1214/aoms/1177703732
 */
export function huber(outputs: Tensor2D, labels: Tensor): Tensor1D {
  const error = sub(outputs, labelsLike('huber', outputs, labels));
  const clipped = clipByValue(error, -1, 1);
  return mean(mul(clipped, sub(error, mul(clipped, 0.5))), 1);
}
