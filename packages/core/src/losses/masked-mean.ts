import { div, maximum, mean, mul, type Scalar, sum, type Tensor1D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * The mean loss of the examples that have a label.
 *
 *     L = Σ pᵢ ℓᵢ / max(Σ pᵢ, 1)
 *
 * ℓᵢ is the loss of example i, and pᵢ is 1 where it has a label, 0 where it has none. A batch without any label has the
 * loss 0 and the gradient 0. What an example without a label has as its loss must be a finite number, whichever.
 *
 * @param perExample - The loss of each example.
 * @param present - 1 or 0 for each example; left out when all have a label.
 * @throws {@link ShapeError} when there is not one mark for each example.
 */
export function maskedMean(perExample: Tensor1D, present?: Tensor1D): Scalar {
  if (!present) return mean(perExample);
  if (present.size !== perExample.size) {
    throw new ShapeError(`masked mean: ${perExample.size} losses need as many marks, received ${present.size}.`);
  }
  return div(sum(mul(present, perExample)), maximum(sum(present), 1));
}
