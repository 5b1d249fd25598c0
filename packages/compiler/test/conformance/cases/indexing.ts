import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { type Case, type Cases, exactly, floats, type Input, ints, withoutGradients } from '../conformance-case.ts';

/** Rows, columns and the like, picked by indices of which some come twice. */
function gather(shape: number[], indices: Input, axis: number, batchDims = 0): Case {
  return {
    name: `[${shape.join()}] by [${indices.shape.join()}] along ${axis}${batchDims > 0 ? `, ${batchDims} in a batch` : ''}`,
    inputs: [floats(shape), indices],
    compute: (x, picked) => tf.gather(x, picked, axis, batchDims),
  };
}

export const indexing: Cases = {
  GatherV2: [
    gather([5], ints([7], 5), 0),
    gather([5, 3], ints([4], 5), 0),
    gather([5, 3], ints([4], 3), 1),
    gather([5, 3], ints([2, 4], 5), 0),
    gather([2, 5, 3], ints([4], 5), 1),
    gather([2, 5, 3], ints([4], 3), -1),
    gather([2, 3, 5], ints([2, 2], 5), 2),
    gather([5, 3], ints([], 5), 0),
    gather([9, 4], exactly([3, 3, 3, 0, 8, 3], 'int32'), 0),
    { ...gather([2, 5], ints([2, 3], 5), 1, 1), gradientsOf: [] },
    { ...gather([2, 5, 3], ints([2, 4], 5), 1, 1), gradientsOf: [] },
    { ...gather([2, 3, 5], ints([2, 4], 5), 2, 1), gradientsOf: [] },
    { ...gather([2, 3, 5, 2], ints([2, 3, 4], 5), 2, 2), gradientsOf: [] },
    { name: 'int32', inputs: [ints([5, 3], 9), ints([4], 5)], compute: (x, picked) => tf.gather(x, picked) },
  ],
  // TensorFlow.js has no gradients of these.
  GatherNd: withoutGradients([
    {
      name: 'numbers',
      inputs: [floats([4, 5]), exactly([0, 1, 3, 4, 0, 1], 'int32')],
      compute: (x, at) => tf.gatherND(x, tf.reshape(at, [3, 2])),
    },
    {
      name: 'rows',
      inputs: [floats([4, 5]), exactly([2, 0, 2], 'int32')],
      compute: (x, at) => tf.gatherND(x, tf.reshape(at, [3, 1])),
    },
    { name: 'a grid of rows', inputs: [floats([4, 5, 2]), ints([2, 3, 2], 4)], compute: (x, at) => tf.gatherND(x, at) },
  ]),
  ScatterNd: withoutGradients([
    {
      name: 'numbers',
      inputs: [exactly([1, 4, 0], 'int32'), floats([3])],
      compute: (at, x) => tf.scatterND(tf.reshape(at, [3, 1]), x, [6]),
    },
    {
      name: 'twice at one place',
      inputs: [exactly([2, 2, 0], 'int32'), floats([3])],
      compute: (at, x) => tf.scatterND(tf.reshape(at, [3, 1]), x, [4]),
    },
    {
      name: 'rows',
      inputs: [exactly([2, 0], 'int32'), floats([2, 3])],
      compute: (at, x) => tf.scatterND(tf.reshape(at, [2, 1]), x, [4, 3]),
    },
    {
      name: 'int32',
      inputs: [exactly([2, 0], 'int32'), ints([2], 9)],
      compute: (at, x) => tf.scatterND(tf.reshape(at, [2, 1]), x, [4]),
    },
  ]),
  TensorScatterUpdate: withoutGradients([
    {
      name: 'numbers',
      inputs: [floats([5]), exactly([4, 1], 'int32'), floats([2], [3, 4])],
      compute: (x, at, updates) => tf.tensorScatterUpdate(x, tf.reshape(at, [2, 1]), updates),
    },
    {
      name: 'rows',
      inputs: [floats([4, 3]), exactly([2, 0], 'int32'), floats([2, 3], [3, 4])],
      compute: (x, at, updates) => tf.tensorScatterUpdate(x, tf.reshape(at, [2, 1]), updates),
    },
  ]),
  SparseToDense: withoutGradients([
    {
      name: 'a vector',
      inputs: [exactly([1, 4], 'int32'), floats([2])],
      compute: (at, x) => tf.sparseToDense(at, x, [6]),
    },
    {
      name: 'a matrix around which is 7',
      inputs: [exactly([0, 1, 2, 3], 'int32'), floats([2])],
      compute: (at, x) => tf.sparseToDense(tf.reshape(at, [2, 2]), x, [3, 4], 7),
    },
    {
      name: 'one number, around which is another',
      inputs: [exactly([3, 1], 'int32'), floats([]), floats([], [3, 4])],
      compute: (at, x, around) => tf.sparseToDense(at, x, [5], around as tf.Scalar),
    },
    { name: 'int32', inputs: [exactly([1], 'int32'), ints([1], 9)], compute: (at, x) => tf.sparseToDense(at, x, [3]) },
  ]),
  Diag: withoutGradients(
    [[3], [2, 3], [1, 2, 2]].map((shape) => ({
      name: `[${shape.join()}]`,
      inputs: [floats(shape)],
      compute: (x: Tensor) => tf.diag(x),
    })),
  ),
  // Its own gradient needs ops that are not translated; it is one itself.
  UnsortedSegmentSum: withoutGradients([
    {
      name: 'numbers',
      inputs: [floats([6]), ints([6], 3)],
      compute: (x, ids) => tf.unsortedSegmentSum(x, ids as Tensor1D, 3),
    },
    {
      name: 'rows',
      inputs: [floats([6, 2]), ints([6], 3)],
      compute: (x, ids) => tf.unsortedSegmentSum(x, ids as Tensor1D, 5),
    },
  ]),
  OneHot: [
    ...[[4], [2, 3], []].map((shape) => ({
      name: `[${shape.join()}]`,
      inputs: [ints(shape, 5)],
      compute: (x: Tensor) => tf.oneHot(x, 5),
    })),
    { name: 'float32', inputs: [ints([4], 3)], compute: (x) => tf.oneHot(x, 3, 1, 0, 'float32') },
    { name: 'on 2, off 0.5', inputs: [ints([4], 3)], compute: (x) => tf.oneHot(x, 3, 2, 0.5, 'float32') },
    { name: 'out of range', inputs: [exactly([-1, 0, 3, 2], 'int32')], compute: (x) => tf.oneHot(x, 3) },
    {
      name: 'in a loss',
      inputs: [floats([4, 3]), ints([4], 3)],
      compute: (x, labels) => tf.mul(tf.cast(tf.oneHot(labels, 3), 'float32'), tf.logSoftmax(x)),
    },
  ],
};
