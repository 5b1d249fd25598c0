import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * How wrong a head's outputs are, one number for each example. Runs as it is and inside a compiled function: it reads
 * no value, and its gradient exists everywhere.
 *
 * @param outputs - What the head gives: examples × outputs.
 * @param labels - The classes of a multiclass task (whole numbers, one for each example); for any other task numbers in
 *   the shape of the outputs.
 */
export type Loss = (outputs: Tensor2D, labels: Tensor) => Tensor1D;

/**
 * Labels that are known to have the shape of the outputs: without this, an examples × 1 matrix and a vector would be
 * spread into an examples × examples matrix.
 *
 * @param owner - The loss that was given them.
 * @param outputs - What the head gives.
 * @param labels - What it should give.
 * @throws {@link ShapeError} when the shapes differ.
 */
export function labelsLike(owner: string, outputs: Tensor2D, labels: Tensor): Tensor {
  if (labels.rank !== 2 || labels.shape[0] !== outputs.shape[0] || labels.shape[1] !== outputs.shape[1]) {
    throw new ShapeError(
      `${owner}: the labels must have the outputs' shape [${outputs.shape.join()}], received [${labels.shape.join()}].`,
    );
  }
  return labels;
}
