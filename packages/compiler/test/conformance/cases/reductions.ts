import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import {
  bools,
  type Case,
  type Cases,
  exactly,
  floats,
  type Input,
  ints,
  withoutGradients,
} from '../conformance-case.ts';

type Reduction = (x: Tensor, axis?: number | number[], keepDims?: boolean) => Tensor;

const over: readonly (readonly [number[], (number | number[])?, boolean?])[] = [
  [[]],
  [[7]],
  [[7], 0, true],
  [[2, 3, 4]],
  [[2, 3, 4], 0],
  [[2, 3, 4], 1],
  [[2, 3, 4], -1],
  [
    [2, 3, 4],
    [0, 2],
  ],
  [[2, 3, 4], [1, 2], true],
  [[2, 3, 4], [0, 1, 2], true],
  [[2, 3, 4], []],
  [[2, 1, 4], 1],
  [
    [2, 3, 4, 5],
    [0, 1, 2],
  ],
];

/** A reduction, over no axis, some and all. */
function ofAxes(compute: Reduction, input: (shape: number[]) => Input = floats): readonly Case[] {
  return over.map(([shape, axis, keepDims]) => ({
    name: `${input(shape).dtype} [${shape.join()}] over ${axis === undefined ? 'all' : JSON.stringify(axis)}${keepDims ? ', kept' : ''}`,
    inputs: [input(shape)],
    compute: (x) => compute(x, axis, keepDims),
  }));
}

/** A reduction of whole numbers. */
function ofInts(compute: Reduction): readonly Case[] {
  return [0, [0, 1], -1].map((axis) => ({
    name: `int32 over ${axis.toString()}`,
    inputs: [ints([3, 4], 9)],
    compute: (x) => compute(x, axis),
  }));
}

/** A distribution over the last axis. */
function softmaxes(compute: (x: Tensor) => Tensor, reference?: (x: Tensor) => Tensor): readonly Case[] {
  const more = reference ? { reference } : {};
  return [
    ...[[5], [2, 3], [2, 3, 4], [4, 1]].map((shape) => ({
      name: `[${shape.join()}]`,
      inputs: [floats(shape, [-3, 3])],
      compute,
      ...more,
    })),
    { name: 'of sure logits', inputs: [exactly([1e4, -1e4, 0])], compute, ...more },
    { name: 'of equal logits', inputs: [exactly([7, 7, 7, 7])], compute, ...more },
  ];
}

const places: readonly (readonly [number[], number])[] = [
  [[7], 0],
  [[3, 4], 0],
  [[3, 4], 1],
  [[3, 4], -1],
  [[2, 3, 4], 1],
];

/** The place of an extreme; among equals the first. */
function ofPlaces(compute: (x: Tensor, axis: number) => Tensor): readonly Case[] {
  const shaped = places.flatMap(([shape, axis]) =>
    [floats(shape), ints(shape, 3)].map((input) => ({
      name: `${input.dtype} [${shape.join()}] along ${axis}`,
      inputs: [input],
      compute: (x: Tensor) => compute(x, axis),
      gradientsOf: [],
    })),
  );
  return [
    ...shaped,
    { name: 'of equals', inputs: [exactly([2, 5, 5, 2, 2])], compute: (x) => compute(x, 0), gradientsOf: [] },
  ];
}

type Running = (x: Tensor, axis: number, exclusive?: boolean, reverse?: boolean) => Tensor;

function running(compute: Running): readonly Case[] {
  return places
    .filter(([, axis]) => axis >= 0)
    .flatMap(([shape, axis]) =>
      [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ].map(([exclusive, reverse]) => ({
        name: `[${shape.join()}] along ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`,
        inputs: [floats(shape)],
        compute: (x: Tensor) => compute(x, axis, exclusive, reverse),
        // TensorFlow.js' own gradient of Cumsum fails for other axes than the last.
        ...(axis === shape.length - 1 ? {} : { gradientsOf: [] }),
      })),
    );
}

const sums = running(tf.cumsum);

export const reductions: Cases = {
  Sum: [
    ...ofAxes(tf.sum),
    ...ofInts(tf.sum),
    { name: 'bool', inputs: [bools([3, 4])], compute: (x) => tf.sum(x, 1) },
    { name: 'a constant', inputs: [floats([2])], compute: (x) => tf.mul(x, tf.sum(tf.fill([2, 3], 0.5), 1)) },
  ],
  Mean: [
    ...ofAxes(tf.mean),
    ...ofInts(tf.mean),
    { name: 'a constant', inputs: [floats([2])], compute: (x) => tf.mul(x, tf.mean(tf.fill([2, 3], 0.5), 1)) },
  ],
  Max: [
    ...ofAxes(tf.max),
    ...ofInts(tf.max),
    { name: 'of equals', inputs: [exactly([1, 3, 3])], compute: (x) => tf.max(x) },
  ],
  Min: [
    ...ofAxes(tf.min),
    ...ofInts(tf.min),
    { name: 'of equals', inputs: [exactly([1, 1, 3])], compute: (x) => tf.min(x) },
  ],
  // TensorFlow.js' own gradient calls methods of tensors that only its package tfjs has.
  Prod: [...withoutGradients(ofAxes(tf.prod)), ...ofInts(tf.prod)],
  All: ofAxes(tf.all, bools),
  Any: ofAxes(tf.any, bools),
  ArgMax: ofPlaces(tf.argMax),
  ArgMin: ofPlaces(tf.argMin),
  Softmax: softmaxes((x) => tf.softmax(x)),
  Cumsum: sums,
  Cumprod: withoutGradients(running(tf.cumprod)), // TensorFlow.js has none.
  TopK: [1, 2, 5].flatMap((k) =>
    [floats([5]), floats([3, 5]), ints([2, 2, 6], 4)].map((input) => ({
      name: `${k} of ${input.dtype} [${input.shape.join()}]`,
      inputs: [input],
      compute: (x: Tensor) => {
        const { values, indices } = tf.topk(x, k);
        return [values, indices];
      },
      gradientsOf: [],
    })),
  ),
};
