import { slice, type Tensor } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * Makes sure that the labels of a batch are so many numbers for each example.
 *
 * @param owner - The loss.
 * @param size - The examples.
 * @param columns - The numbers of each.
 * @param labels - The labels.
 * @throws {@link ShapeError} when they are not.
 */
export function requireLabelColumns(owner: string, size: number, columns: number, labels: Tensor): void {
  if (labels.rank === 2 && labels.shape[0] === size && labels.shape[1] === columns) return;
  throw new ShapeError(
    `${owner}: the labels must have the shape [${size},${columns}], received [${labels.shape.join()}].`,
  );
}

/**
 * One of the numbers of the labels: examples × 1.
 *
 * @param labels - The labels: examples × columns.
 * @param index - Which.
 */
export function labelColumn(labels: Tensor, index: number): Tensor {
  return slice(labels, [0, index], [-1, 1]);
}
