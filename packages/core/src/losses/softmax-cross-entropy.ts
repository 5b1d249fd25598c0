import {
  cast,
  logSoftmax,
  mul,
  neg,
  oneHot,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
} from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * The surprise at the true class of a multiclass task.
 *
 *     ℓ = −log softmax(x)_c
 *
 * x are the outputs (logits) for an example and c is its class. Exact for logits of any size, by log-softmax.
 *
 * @param outputs - Logits: examples × classes.
 * @param labels - The class of each example, as a whole number from 0.
 * @throws {@link ShapeError} when there is not one label for each example.
 */
export function softmaxCrossEntropy(outputs: Tensor2D, labels: Tensor): Tensor1D {
  const [examples, classes] = outputs.shape;
  if (labels.rank !== 1 || labels.shape[0] !== examples) {
    throw new ShapeError(
      `softmax-cross-entropy: the labels must have the shape [${examples}], received [${labels.shape.join()}].`,
    );
  }
  const truth = cast(oneHot(cast(labels, 'int32'), classes), 'float32');
  return neg(sum(mul(truth, logSoftmax(outputs)), 1));
}
