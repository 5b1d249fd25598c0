import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs-core';

import type { Loss } from './loss.ts';
import { meanTerms, weightedMean } from './weighted-mean.ts';

/** The labels of a task for a batch. */
export interface BatchLabels {
  /** The labels; a missing one is 0. */
  readonly labels: Tensor;
  /** 1 or 0 for each example; left out when all have a label. */
  readonly mask?: Tensor1D | undefined;
  /** The weight of each example, at least 0; left out when all count alike. */
  readonly weight?: Tensor1D | undefined;
}

/**
 * The loss of a batch: the weighted mean over its examples.
 *
 * @param loss - The loss, fitted.
 * @param outputs - What the head gives.
 * @param batch - The labels.
 * @throws {@link ShapeError} when the shapes do not fit.
 */
export function batchLoss(loss: Loss, outputs: Tensor, { labels, mask, weight }: BatchLabels): Scalar {
  return weightedMean(loss.call(outputs, labels), mask, weight, loss.weight?.(labels));
}

/**
 * What each example adds to the loss of a batch; 0 where it has no label.
 *
 * @param loss - The loss, fitted.
 * @param outputs - What the head gives.
 * @param batch - The labels.
 * @throws {@link ShapeError} when the shapes do not fit.
 */
export function batchTerms(loss: Loss, outputs: Tensor, { labels, mask, weight }: BatchLabels): Tensor1D {
  return meanTerms(loss.call(outputs, labels), mask, weight, loss.weight?.(labels));
}
