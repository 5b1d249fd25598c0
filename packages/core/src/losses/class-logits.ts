import { cast, mul, oneHot, sum, type Tensor, tensor1d, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../errors.ts';
import { classCounts } from './class-weights.ts';

/**
 * The true classes of a multiclass task as rows of 0 and a single 1.
 *
 * @param owner - The loss that was given them.
 * @param outputs - Logits: examples × classes.
 * @param labels - The class of each example, as a whole number from 0.
 * @throws {@link ShapeError} when there is not one label for each example.
 */
export function oneHotClasses(owner: string, outputs: Tensor, labels: Tensor): Tensor {
  const [examples, classes] = (outputs as Tensor2D).shape;
  if (labels.rank !== 1 || labels.shape[0] !== examples) {
    throw new ShapeError(`${owner}: the labels must have the shape [${examples}], received [${labels.shape.join()}].`);
  }
  return cast(oneHot(cast(labels, 'int32'), classes), 'float32');
}

/**
 * The weight of each example by its class.
 *
 * @param labels - The class of each example.
 * @param weights - The weight of each class.
 */
export function weightsByClass(labels: Tensor, weights: readonly number[]): Tensor1D {
  const classes = cast(oneHot(cast(labels, 'int32'), weights.length), 'float32');
  return sum(mul(classes, tensor1d([...weights])), 1);
}

/**
 * The mean loss of the class frequencies, predicted for every example: each class counted once more, so that none is impossible.
 *
 * @param training - The classes that the frequencies are taken from.
 * @param measured - The classes that the loss is measured on.
 * @param weights - The weight of each class.
 * @param loss - The loss for a class, given the predicted frequencies.
 */
export function frequenciesLoss(
  training: ArrayLike<number>,
  measured: ArrayLike<number>,
  weights: readonly number[],
  loss: (frequencies: readonly number[], label: number) => number,
): number {
  const counts = classCounts(training, weights.length).map((count, label) => (count + 1) * (weights[label] ?? 1));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const frequencies = counts.map((count) => count / total);
  const losses = frequencies.map((_, label) => loss(frequencies, label));
  let [sum, weight] = [0, 0];
  for (const label of Array.from(measured)) {
    sum += (weights[label] ?? Number.NaN) * (losses[label] ?? Number.NaN);
    weight += weights[label] ?? Number.NaN;
  }
  return sum / weight;
}
