import { mean, mul, softplus, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import { labelsLike } from './loss.ts';

/**
 * The surprise at each yes or no of a binary or multilabel task, averaged over the labels of an example.
 *
 *     ℓ = mean_l( −z log σ(x) − (1 − z) log(1 − σ(x)) ) = mean_l( softplus(x) − x z )
 *
 * x is an output (logit) and z its label, 0 or 1. The second form is the one computed: it stays finite for logits of
 * any size.
 *
 * @param outputs - Logits: examples × labels.
 * @param labels - 0 or 1, in the shape of the outputs.
 * @throws {@link ShapeError} when the shapes differ.
 */
export function sigmoidCrossEntropy(outputs: Tensor2D, labels: Tensor): Tensor1D {
  const truth = labelsLike('sigmoid-cross-entropy', outputs, labels);
  return mean(sub(softplus(outputs), mul(outputs, truth)), 1);
}
