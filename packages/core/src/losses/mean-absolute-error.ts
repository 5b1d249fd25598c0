import { add, mean, neg, relu, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import { labelsLike } from './loss.ts';

/**
 * The distance to the targets of a regression, averaged over the targets of an example.
 *
 *     ℓ = mean_o( |x − y| )
 *
 * x is an output and y its target. The gradient at x = y is 0.
 *
 * @param outputs - Predicted numbers: examples × targets.
 * @param labels - The targets, in the shape of the outputs.
 * @throws {@link ShapeError} when the shapes differ.
 */
export function meanAbsoluteError(outputs: Tensor2D, labels: Tensor): Tensor1D {
  const error = sub(outputs, labelsLike('mean-absolute-error', outputs, labels));
  // Not abs(error): TensorFlow.js gives it the gradient −1 at 0, which pushes a perfect prediction away.
  return mean(add(relu(error), relu(neg(error))), 1);
}
