import { cast, div, greaterEqual, maximum, mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../../errors.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Target } from '../target.ts';
import { argmax } from './class-scoring.ts';

/**
 * A loss of classes at each position of an example, a token or a pixel: its mean over the positions that have a label (not −1). An example weighs
 * as much as its positions do together.
 *
 * @param owner - The kind of task, for errors.
 * @param loss - The loss of one position.
 */
export function perPosition(owner: string, loss: Loss): Loss {
  const flat = (labels: Tensor): Tensor => reshape(maximum(labels, 0), [-1]);
  const weights = (labels: Tensor): Tensor => {
    const known = cast(greaterEqual(labels, 0), 'float32');
    return loss.weight ? mul(known, reshape(loss.weight(flat(labels)), labels.shape)) : known;
  };
  const total = (values: Tensor): Tensor1D => sum(reshape(values, [values.shape[0], -1]), 1);
  const { name, form, config } = loss;
  return {
    name,
    form,
    config,
    misfit: (target) => loss.misfit?.(target),
    call(outputs, labels) {
      const classes = outputs.shape.at(-1) ?? 0;
      if (labels.shape.join() !== outputs.shape.slice(0, -1).join()) {
        const expected = outputs.shape.slice(0, -1).join();
        throw new ShapeError(
          `${owner}: the labels must have the shape [${expected}], received [${labels.shape.join()}].`,
        );
      }
      const each = reshape(loss.call(reshape(outputs, [-1, classes]), flat(labels)), labels.shape);
      const weight = weights(labels);
      return div<Tensor1D>(total(mul(weight, each)), maximum(total(weight), 1e-30));
    },
    weight: (labels) => total(weights(labels)),
    ...(loss.fitted && {
      fitted: (training: ArrayLike<number>, target: Target) =>
        perPosition(owner, loss.fitted?.(labelled(training), target) ?? loss),
    }),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(labelled(training), labelled(measured), target) ?? Number.NaN,
    }),
  };
}

/**
 * Checks that the label of each position is a class, or −1 where it has none.
 *
 * @param classes - How many classes.
 */
export function checkPositions(classes: number): (values: ArrayLike<number>) => string | undefined {
  return (values) => {
    const isLabel = (value: number): boolean => Number.isInteger(value) && value >= -1 && value < classes;
    if (Array.prototype.every.call(values, isLabel)) return undefined;
    return `a whole number from 0 to ${classes - 1}, or -1 where there is none`;
  };
}

/**
 * The most probable class of each position.
 *
 * @param outputs - Positions × classes.
 * @param classes - How many classes.
 */
export function decidedAt(outputs: ArrayLike<number>, classes: number): Int32Array {
  const logits = new Float32Array(classes);
  return Int32Array.from({ length: outputs.length / classes }, (_, position) => {
    for (let index = 0; index < classes; index += 1) logits[index] = outputs[position * classes + index] ?? Number.NaN;
    return argmax(logits);
  });
}

function labelled(labels: ArrayLike<number>): readonly number[] {
  return Array.from(labels).filter((label) => label >= 0);
}
