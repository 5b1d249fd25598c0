import { mean, square, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import { labelsLike } from './loss.ts';

/**
 * The squared distance to the targets of a regression, averaged over the targets of an example.
 *
 *     ℓ = mean_o( (x − y)² )
 *
 * x is an output and y its target. There is no factor ½.
 *
 * @param outputs - Predicted numbers: examples × targets.
 * @param labels - The targets, in the shape of the outputs.
 * @throws {@link ShapeError} when the shapes differ.
 */
export function meanSquaredError(outputs: Tensor2D, labels: Tensor): Tensor1D {
  return mean(square(sub(outputs, labelsLike('mean-squared-error', outputs, labels))), 1);
}
