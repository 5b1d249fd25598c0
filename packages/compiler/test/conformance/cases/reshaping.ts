import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { bools, type Case, type Cases, floats, ints, withoutGradients } from '../conformance-case.ts';

/** The same computation on numbers of each type. */
function ofEachType(name: string, shape: number[], compute: (x: Tensor) => Tensor | Tensor[]): readonly Case[] {
  return [floats(shape), ints(shape, 9), bools(shape)].map((input) => ({
    name: `${name}, ${input.dtype}`,
    inputs: [input],
    compute,
  }));
}

/** The same computation on float32 numbers of several shapes. */
function ofShapes(shapes: readonly number[][], compute: (x: Tensor) => Tensor | Tensor[]): readonly Case[] {
  return shapes.map((shape) => ({ name: `[${shape.join()}]`, inputs: [floats(shape)], compute }));
}

function one(name: string, shape: number[], compute: (x: Tensor) => Tensor | Tensor[]): Case {
  return { name, inputs: [floats(shape)], compute };
}

export const reshaping: Cases = {
  Reshape: [
    ...ofEachType('to [3,2]', [2, 3], (x) => tf.reshape(x, [3, 2])),
    one('to a scalar', [1, 1], (x) => tf.reshape(x, [])),
    one('to a length worked out', [2, 3, 4], (x) => tf.reshape(x, [4, -1])),
    one('twice', [2, 3, 4], (x) => tf.reshape(tf.reshape(x, [24]), [6, 4])),
    one('there and back', [2, 3], (x) => tf.reshape(tf.reshape(x, [6]), [2, 3])),
    one('of a constant', [3, 2], (x) => tf.mul(x, tf.reshape(tf.tensor1d([1, 2, 3, 4, 5, 6]), [3, 2]))),
    one('of ones', [3, 2], (x) => tf.mul(x, tf.reshape(tf.fill([6], 2), [3, 2]))),
  ],
  ExpandDims: [0, 1, 2, -1, -2].flatMap((axis) => ofEachType(`at ${axis}`, [2, 3], (x) => tf.expandDims(x, axis))),
  Transpose: [
    ...ofEachType('a matrix', [2, 3], (x) => tf.transpose(x)),
    one('[2,3,4] by 2 0 1', [2, 3, 4], (x) => tf.transpose(x, [2, 0, 1])),
    one('[2,3,4,5] by 0 3 1 2', [2, 3, 4, 5], (x) => tf.transpose(x, [0, 3, 1, 2])),
    one('twice', [2, 3, 4, 5], (x) => tf.transpose(tf.transpose(x, [3, 0, 2, 1]), [1, 3, 0, 2])),
    one('there and back', [2, 3, 4], (x) => tf.transpose(tf.transpose(x, [2, 0, 1]), [1, 2, 0])),
    one('of ones', [3, 2], (x) => tf.mul(x, tf.transpose(tf.fill([2, 3], 2)))),
  ],
  Slice: [
    ...ofEachType('a vector', [7], (x) => tf.slice(x, [2], [3])),
    one('to the end', [7], (x) => tf.slice(x, [2], [-1])),
    one('a matrix', [4, 5], (x) => tf.slice(x, [1, 2], [2, 3])),
    one('a row', [4, 5], (x) => tf.slice(x, 2, 1)),
    one('all', [4, 5], (x) => tf.slice(x, [0, 0], [4, 5])),
    one('[2,3,4,5]', [2, 3, 4, 5], (x) => tf.slice(x, [1, 0, 2, 1], [1, 3, 2, 4])),
    one('of a constant', [2], (x) => tf.mul(x, tf.slice(tf.tensor1d([1, 2, 3, 4]), [1], [2]))),
  ],
  StridedSlice: withoutGradients([
    ...ofEachType('by 2', [7], (x) => tf.stridedSlice(x, [1], [7], [2])),
    one('backwards', [7], (x) => tf.stridedSlice(x, [5], [1], [-2])),
    one('backwards through the first', [7], (x) => tf.stridedSlice(x, [6], [-8], [-1])),
    one('with masks', [4, 5], (x) => tf.stridedSlice(x, [1, 1], [3, 4], [1, 2], 2, 1)),
    one('with a new axis', [4, 5], (x) => tf.stridedSlice(x, [0, 1, 0], [1, 3, 5], [1, 1, 1], 0, 0, 0, 1)),
    one('with an axis less', [4, 5], (x) => tf.stridedSlice(x, [1, 1], [2, 4], [1, 1], 0, 0, 0, 0, 1)),
    one('with an ellipsis', [2, 3, 4], (x) => tf.stridedSlice(x, [0, 1], [0, 3], [1, 1], 0, 0, 1)),
    one('all', [4, 5], (x) => tf.stridedSlice(x, [0, 0], [4, 5], [1, 1])),
  ]), // TensorFlow.js has none.
  Concat: [
    ...[0, 1, -1].map((axis) => ({
      name: `along ${axis}`,
      inputs: [floats([2, 3]), floats([2, 3], [3, 4])],
      compute: (...xs: Tensor[]) => tf.concat(xs, axis),
    })),
    {
      name: 'of unlike lengths',
      inputs: [floats([2, 3]), floats([2, 1]), floats([2, 4])],
      compute: (...xs) => tf.concat(xs, 1),
    },
    { name: 'with nothing', inputs: [floats([2, 3]), floats([2, 0])], compute: (...xs) => tf.concat(xs, 1) },
    { name: 'int32', inputs: [ints([2, 3], 9), ints([4, 3], 9)], compute: (...xs) => tf.concat(xs, 0) },
    { name: 'bool', inputs: [bools([2]), bools([4])], compute: (...xs) => tf.concat(xs, 0) },
    { name: 'with itself', inputs: [floats([2, 3])], compute: (x) => tf.concat([x, x], 0) },
  ],
  Pack: [
    ...[0, 1, 2, -1].map((axis) => ({
      name: `at ${axis}`,
      inputs: [floats([2, 3]), floats([2, 3], [3, 4])],
      compute: (...xs: Tensor[]) => tf.stack(xs, axis),
    })),
    { name: 'scalars', inputs: [floats([]), floats([], [3, 4])], compute: (...xs) => tf.stack(xs) },
    { name: 'of one', inputs: [floats([2])], compute: (...xs) => tf.stack(xs) },
    { name: 'int32', inputs: [ints([2], 9), ints([2], 9, 1)], compute: (...xs) => tf.stack(xs) },
  ],
  Unpack: [
    ...[0, 1, 2, -1].flatMap((axis) => ofEachType(`along ${axis}`, [2, 3, 4], (x) => tf.unstack(x, axis))),
    one('a vector', [3], (x) => tf.unstack(x)),
    { ...one('of one', [1, 3], (x) => tf.unstack(x)), gradientsOf: [] }, // TensorFlow.js' own fails.
  ],
  SplitV: [
    ...ofEachType('in equal parts', [4, 6], (x) => tf.split(x, 3, 1)),
    one('in given parts', [4, 6], (x) => tf.split(x, [1, 2, 3], 1)),
    one('with a part worked out', [4, 6], (x) => tf.split(x, [1, -1], -1)),
    { ...one('in one part', [4, 6], (x) => tf.split(x, 1)), gradientsOf: [] }, // TensorFlow.js' own fails.
  ],
  Tile: [
    one('by broadcasting a row', [3], (x) => tf.broadcastTo(x, [2, 3])),
    one('by broadcasting both ways', [2, 1, 3, 1], (x) => tf.broadcastTo(x, [2, 4, 3, 2])),
    ...ofEachType('a matrix', [2, 3], (x) => tf.tile(x, [2, 3])),
    one('a vector', [3], (x) => tf.tile(x, [4])),
    one('once', [2, 3], (x) => tf.tile(x, [1, 1])),
    one('[2,1,3,2]', [2, 1, 3, 2], (x) => tf.tile(x, [1, 4, 1, 2])),
    one('of ones', [4], (x) => tf.mul(x, tf.tile(tf.fill([2], 3), [2]))),
  ],
  FlipLeftRight: withoutGradients([one('two images', [2, 3, 4, 2], (x) => tf.image.flipLeftRight(x as tf.Tensor4D))]), // TensorFlow.js has none.
  Reverse: [
    ...ofEachType('a vector', [5], (x) => tf.reverse(x)),
    one('an axis', [2, 3, 4], (x) => tf.reverse(x, 1)),
    one('the last', [2, 3, 4], (x) => tf.reverse(x, -1)),
    one('two axes', [2, 3, 4], (x) => tf.reverse(x, [0, 2])),
  ],
  PadV2: [
    one('a vector', [3], (x) => tf.pad(x, [[1, 2]])),
    one('a matrix, by 7', [2, 3], (x) =>
      tf.pad(
        x,
        [
          [1, 0],
          [2, 3],
        ],
        7,
      ),
    ),
    one('[2,3,2,2]', [2, 3, 2, 2], (x) =>
      tf.pad(x, [
        [0, 0],
        [1, 1],
        [2, 0],
        [0, 0],
      ]),
    ),
    one('by nothing', [2, 3], (x) =>
      tf.pad(x, [
        [0, 0],
        [0, 0],
      ]),
    ),
    { name: 'int32', inputs: [ints([3], 9)], compute: (x) => tf.pad(x, [[1, 2]], 4) },
  ],
  MirrorPad: withoutGradients([
    one('a vector', [4], (x) => tf.mirrorPad(x, [[1, 2]], 'reflect')),
    one('a matrix', [3, 4], (x) =>
      tf.mirrorPad(
        x,
        [
          [1, 2],
          [3, 0],
        ],
        'reflect',
      ),
    ),
    one('a vector, symmetric', [4], (x) => tf.mirrorPad(x, [[1, 4]], 'symmetric')),
    one('a stack, symmetric', [2, 3, 4], (x) =>
      tf.mirrorPad(
        x,
        [
          [2, 0],
          [1, 3],
          [0, 0],
        ],
        'symmetric',
      ),
    ),
  ]), // TensorFlow.js' slice the result, without adding up what was mirrored.
  Fill: [
    ...ofShapes([[], [3], [2, 3]], (x) => tf.add(x, tf.fill(x.shape, 1.5))),
    { name: 'int32', inputs: [ints([2, 3], 9)], compute: (x) => tf.add(x, tf.fill([2, 3], 4, 'int32')) },
    { name: 'bool', inputs: [bools([2, 3])], compute: (x) => tf.logicalAnd(x, tf.fill([2, 3], 1, 'bool')) },
    { name: 'as it is', inputs: [floats([2])], compute: () => tf.fill([2, 3], 0.1), gradientsOf: [] },
  ],
  ZerosLike: ofEachType('[2,3]', [2, 3], (x) => tf.zerosLike(x)),
  OnesLike: ofEachType('[2,3]', [2, 3], (x) => tf.onesLike(x)),
  LinSpace: [
    one('upwards', [5], (x) => tf.mul(x, tf.linspace(0, 1, 5))),
    one('downwards', [4], (x) => tf.mul(x, tf.linspace(3, -1, 4))),
    one('of one', [1], (x) => tf.mul(x, tf.linspace(3, 3, 1))),
  ],
  Range: [
    one('upwards', [5], (x) => tf.mul(x, tf.range(0, 5))),
    one('by 0.5', [4], (x) => tf.mul(x, tf.range(1, 3, 0.5))),
    one('downwards', [3], (x) => tf.mul(x, tf.range(5, 2, -1))),
    { name: 'int32', inputs: [ints([4], 9)], compute: (x) => tf.add(x, tf.range(2, 10, 2, 'int32')) },
  ],
};
