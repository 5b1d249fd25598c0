import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type GradientFunction, tfjsGradient } from './gradient.ts';

const unbatched = tfjsGradient(tf.GatherV2);

/**
 * The gradient of a gather whose indices have batch axes of their own: the rows of all batches are one table. TensorFlow.js' own needs
 * chained operators, and fails for more than one batch axis.
 */
export const gatherGradient: GradientFunction = (dy, saved, attributes) => {
  const { axis, batchDims } = attributes as { readonly axis: number; readonly batchDims: number };
  const [x, indices] = saved;
  if (!x || !indices || batchDims === 0) return unbatched(dy, saved, attributes);
  return { x: () => gradientOfRows(dy, x, indices, { axis, batchDims }), indices: () => indices };
};

interface Axes {
  readonly axis: number;
  readonly batchDims: number;
}

/** Moves the gathered axis behind the batch axes, sums the rows, and moves the axis back. */
function gradientOfRows(dy: Tensor, x: Tensor, indices: Tensor, { axis, batchDims }: Axes): Tensor {
  const picked = indices.rank - batchDims;
  const first = movedAxes(x.rank, { from: axis, count: 1, to: batchDims });
  const sums = addToRows({
    dy: tf.transpose(dy, movedAxes(dy.rank, { from: axis, count: picked, to: batchDims })),
    indices,
    shape: first.map((other) => x.shape[other] ?? 1),
    batchDims,
  });
  return tf.transpose(
    sums,
    first.map((_, other) => first.indexOf(other)),
  );
}

interface Rows {
  readonly dy: Tensor;
  readonly indices: Tensor;
  /** The shape of the table: batch axes, rows, and the shape of a row. */
  readonly shape: number[];
  readonly batchDims: number;
}

function addToRows({ dy, indices, shape, batchDims }: Rows): Tensor {
  const batches = tf.util.sizeFromShape(shape.slice(0, batchDims));
  const rows = shape[batchDims] ?? 1;
  const width = tf.util.sizeFromShape(shape.slice(batchDims + 1));
  const firstOfBatch = tf.tensor2d(
    Array.from({ length: batches }, (_, batch) => batch * rows),
    [batches, 1],
    'int32',
  );
  const row = tf.reshape(tf.add(tf.reshape(indices, [batches, -1]), firstOfBatch), [-1]);
  const sums = tf.unsortedSegmentSum(tf.reshape(dy, [-1, width]), tf.cast(row, 'int32') as tf.Tensor1D, batches * rows);
  return tf.reshape(sums, shape);
}

/** A permutation that moves some axes to an earlier place. */
function movedAxes(rank: number, { from, count, to }: { from: number; count: number; to: number }): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  axes.splice(to, 0, ...axes.splice(from, count));
  return axes;
}
