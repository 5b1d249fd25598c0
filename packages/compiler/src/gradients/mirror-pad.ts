import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import type { GradientFunction } from './gradient.ts';

/**
 * The gradient of mirror padding: each padded element adds to the element that it is a copy of. TensorFlow.js drops what was
 * padded.
 */
export const mirrorPadGradient: GradientFunction = (dy, [x], { paddings, mode }) => ({
  x: () =>
    (paddings as readonly (readonly [number, number])[]).reduce(
      (gradient, padding, axis) =>
        foldAxis(gradient, { axis, length: x?.shape[axis] ?? 0, padding, edge: mode === 'reflect' ? 1 : 0 }),
      dy,
    ),
});

interface PaddedAxis {
  readonly axis: number;
  /** The axis' length without padding. */
  readonly length: number;
  readonly padding: readonly [number, number];
  /** How many elements at the edge are not copied: 1 for `reflect`, 0 for `symmetric`. */
  readonly edge: number;
}

/** Adds the padding at both ends of an axis, mirrored, to the elements that it was copied from. */
function foldAxis(dy: Tensor, { axis, length, padding: [before, after], edge }: PaddedAxis): Tensor {
  const part = (begin: number, size: number): Tensor => {
    const begins = dy.shape.map((_, other) => (other === axis ? begin : 0));
    const sizes = dy.shape.map((whole, other) => (other === axis ? size : whole));
    return tf.slice(dy, begins, sizes);
  };
  const placed = (mirrored: Tensor, begin: number, size: number): Tensor =>
    tf.pad(
      tf.reverse(mirrored, axis),
      dy.shape.map((_, other) => (other === axis ? [begin, length - begin - size] : [0, 0])),
    );
  let gradient = part(before, length);
  if (before > 0) gradient = tf.add(gradient, placed(part(0, before), edge, before));
  if (after > 0) {
    gradient = tf.add(gradient, placed(part(before + length, after), length - edge - after, after));
  }
  return gradient;
}
