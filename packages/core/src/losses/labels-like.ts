import { reshape, type Tensor } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';

/**
 * Labels that are known to have the shape of the outputs: without this, an examples × 1 matrix and a vector would be
 * broadcast to an examples × examples matrix.
 *
 * @param owner - The loss that was given them.
 * @param outputs - What the head gives: examples × outputs.
 * @param labels - What it should give.
 * @throws {@link ShapeError} when the shapes differ.
 */
export function labelsLike(owner: string, outputs: Tensor, labels: Tensor): Tensor {
  if (labels.rank !== 2 || labels.shape[0] !== outputs.shape[0] || labels.shape[1] !== outputs.shape[1]) {
    throw new ShapeError(
      `${owner}: the labels must have the outputs' shape [${outputs.shape.join()}], received [${labels.shape.join()}].`,
    );
  }
  return labels;
}

/**
 * Outputs as examples × targets × outputs of a target, and labels as examples × targets × 1, for losses with several outputs per target.
 *
 * @param owner - The loss.
 * @param outputs - What the head gives: examples × (targets × outputs of a target).
 * @param labels - The targets: examples × targets.
 * @param each - The outputs of a target.
 * @throws {@link ShapeError} when the labels are not one for each target.
 */
export function byTarget(owner: string, outputs: Tensor, labels: Tensor, each: number): readonly [Tensor, Tensor] {
  const [examples = 0, width = 0] = outputs.shape;
  if (labels.rank !== 2 || labels.shape[0] !== examples || (labels.shape[1] ?? 0) * each !== width) {
    const expected = [examples, width / each].join();
    throw new ShapeError(`${owner}: the labels must have the shape [${expected}], received [${labels.shape.join()}].`);
  }
  return [reshape(outputs, [examples, width / each, each]), reshape(labels, [examples, width / each, 1])];
}
