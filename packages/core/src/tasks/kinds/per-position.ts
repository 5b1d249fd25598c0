import { cast, div, greaterEqual, maximum, mul, reshape, sum, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';

import { ShapeError } from '../../errors.ts';
import type { Loss } from '../../losses/loss.ts';
import type { Target } from '../target.ts';
import { argmax } from './class-scoring.ts';

/** What the label of a position is, a token or a pixel. */
export interface PositionLabel {
  /** The shape of one label. */
  readonly shape: readonly number[];
  /** 1 for each position that has a label, 0 for the others. */
  known(labels: Tensor): Tensor;
  /** The labels, with finite ones that the loss takes where there is none. */
  filled(labels: Tensor): Tensor;
  /** The labels of positions that have one. */
  labelled(values: ArrayLike<number>): ArrayLike<number>;
}

/** A class, or −1 where there is none. */
const classLabel: PositionLabel = {
  shape: [],
  known: (labels) => cast(greaterEqual(labels, 0), 'float32'),
  filled: (labels) => maximum(labels, 0),
  labelled: (values) => Array.from(values).filter((label) => label >= 0),
};

/**
 * A loss at each position of an example, a token or a pixel: its mean over the positions that have a label. An example weighs as much as its positions do together.
 *
 * @param owner - The kind of task, for errors.
 * @param loss - The loss of one position.
 * @param label - What the label of a position is; a class, or −1 where there is none, when left out.
 */
export function perPosition(owner: string, loss: Loss, label = classLabel): Loss {
  const flat = (labels: Tensor): Tensor => reshape(label.filled(labels), [-1, ...label.shape]);
  const weights = (labels: Tensor): Tensor => {
    const known = label.known(labels);
    return loss.weight ? mul(known, reshape(loss.weight(flat(labels)), known.shape)) : known;
  };
  const total = (values: Tensor): Tensor1D => sum(reshape(values, [values.shape[0], -1]), 1);
  const { name, form, config } = loss;
  return {
    name,
    form,
    config,
    misfit: (target) => loss.misfit?.(target),
    call(outputs, labels) {
      const positions = outputs.shape.slice(0, -1);
      const expected = [...positions, ...label.shape].join();
      if (labels.shape.join() !== expected) {
        throw new ShapeError(
          `${owner}: the labels must have the shape [${expected}], received [${labels.shape.join()}].`,
        );
      }
      const each = reshape(loss.call(reshape(outputs, [-1, outputs.shape.at(-1) ?? 0]), flat(labels)), positions);
      const weight = weights(labels);
      return div<Tensor1D>(total(mul(weight, each)), maximum(total(weight), 1e-30));
    },
    weight: (labels) => total(weights(labels)),
    ...(loss.fitted && {
      fitted: (training: ArrayLike<number>, target: Target) =>
        perPosition(owner, loss.fitted?.(label.labelled(training), target) ?? loss, label),
    }),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(label.labelled(training), label.labelled(measured), target) ?? Number.NaN,
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
