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

type Range = readonly [number, number];

const pairs: readonly (readonly [number[], number[]])[] = [
  [[], []],
  [[5], [5]],
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], []],
  [[], [2, 3]],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [
    [4, 1],
    [1, 3],
  ],
  [
    [2, 1, 3],
    [5, 1],
  ],
  [
    [2, 3, 4, 5],
    [1, 3, 1, 5],
  ],
];

/** A function of two numbers, on every way to broadcast. */
function ofTwo(
  compute: (a: Tensor, b: Tensor) => Tensor,
  first: Range = [-2, 2],
  second: Range = [-1.9, 2.1],
): readonly Case[] {
  return pairs.map(([a, b]) => ({
    name: `[${a.join()}] and [${b.join()}]`,
    inputs: [floats(a, first), floats(b, second, 1)],
    compute,
  }));
}

/** As {@link ofTwo}, for kernels whose gradients TensorFlow.js only has for equal shapes. */
function ofTwoAlike(compute: (a: Tensor, b: Tensor) => Tensor): readonly Case[] {
  return ofTwo(compute).map((example) => {
    const [first, second] = example.inputs;
    return String(first?.shape) === String(second?.shape) ? example : { ...example, gradientsOf: [] };
  });
}

/** A function of two whole numbers. */
function ofInts(compute: (a: Tensor, b: Tensor) => Tensor): readonly Case[] {
  return [
    { name: 'int32', inputs: [ints([2, 3], 9), ints([3], 9, 1)], compute },
    { name: 'int32 and a constant', inputs: [ints([2, 3], 9)], compute: (a) => compute(a, tf.scalar(3, 'int32')) },
  ];
}

/** A division of whole numbers of either sign, some of them 0. */
function wholes(compute: (a: Tensor, b: Tensor) => Tensor): readonly Case[] {
  const signed = (a: Tensor, b: Tensor): Tensor =>
    compute(tf.sub(a, tf.scalar(4, 'int32')), tf.sub(b, tf.scalar(2, 'int32')));
  const inputs = [ints([4, 6], 9), ints([6], 5, 1)];
  return [
    { name: 'int32', inputs, compute: signed },
    ...[3, -3, 0].map((divisor) => ({
      name: `int32 by ${divisor}`,
      inputs: inputs.slice(0, 1),
      compute: (a: Tensor) => compute(tf.sub(a, tf.scalar(4, 'int32')), tf.scalar(divisor, 'int32')),
    })),
    {
      name: 'the least int32 by −1',
      inputs: [exactly([-(2 ** 31)], 'int32'), exactly([-1], 'int32')],
      compute: (a, b) => compute(a, b),
    },
  ];
}

/** A question about two numbers; half of the pairs are equal. */
function comparison(compute: (a: Tensor, b: Tensor) => Tensor): readonly Case[] {
  const tied = (shape: number[], seed: number): Input => ({ ...ints(shape, 3, seed), dtype: 'float32' });
  const shaped = pairs.map(([a, b]) => ({
    name: `[${a.join()}] and [${b.join()}]`,
    inputs: [tied(a, 0), tied(b, 1)],
    compute,
    gradientsOf: [],
  }));
  return [...shaped, ...ofInts(compute)];
}

function ofBools(compute: (a: Tensor, b: Tensor) => Tensor): readonly Case[] {
  return pairs.map(([a, b]) => ({ name: `[${a.join()}] and [${b.join()}]`, inputs: [bools(a), bools(b, 1)], compute }));
}

/** Where arithmetic with a constant is simplified while recording. */
const simplified: readonly Case[] = [
  { name: '0 + x', inputs: [floats([2, 3])], compute: (x) => tf.add(tf.scalar(0), x) },
  { name: 'x + 0, of a larger shape', inputs: [floats([3])], compute: (x) => tf.add(x, tf.zeros([2, 3])) },
  { name: '2 + 3', inputs: [floats([2])], compute: (x) => tf.add(x, tf.add(tf.scalar(2), tf.fill([2], 3))) },
];

/** Functions of two numbers, or more. */
export const binary: Cases = {
  Prelu: [
    { name: 'one slope', inputs: [floats([2, 3]), floats([], [0.1, 0.5])], compute: (x, alpha) => tf.prelu(x, alpha) },
    {
      name: 'a slope a channel',
      inputs: [floats([2, 3, 4]), floats([4], [0.1, 0.5])],
      compute: (x, alpha) => tf.prelu(x, alpha),
    },
    {
      name: 'a slope a place',
      inputs: [floats([2, 3, 4]), floats([3, 4], [0.1, 0.5])],
      compute: (x, alpha) => tf.prelu(x, alpha),
    },
  ],
  Add: [...ofTwo(tf.add), ...ofInts(tf.add), ...simplified],
  Sub: [
    ...ofTwo(tf.sub),
    ...ofInts(tf.sub),
    { name: 'x − 0', inputs: [floats([2, 3])], compute: (x) => tf.sub(x, 0) },
    { name: '0 − x', inputs: [floats([2, 3])], compute: (x) => tf.sub(0, x) },
  ],
  Multiply: [
    ...ofTwo(tf.mul),
    ...ofInts(tf.mul),
    { name: '1 · x', inputs: [floats([2, 3])], compute: (x) => tf.mul(1, x) },
    { name: 'x · 1, of a larger shape', inputs: [floats([3])], compute: (x) => tf.mul(x, tf.ones([2, 3])) },
    { name: '0 · x', inputs: [exactly([1, Infinity, NaN])], compute: (x) => tf.mul(0, x), gradientsOf: [] },
    { name: 'x · x', inputs: [floats([2, 3])], compute: (x) => tf.mul(x, x) },
  ],
  RealDiv: [
    ...ofTwo(tf.div, [-2, 2], [0.5, 3]),
    { name: 'x / 1', inputs: [floats([2, 3])], compute: (x) => tf.div(x, 1) },
    { name: '1 / x', inputs: [floats([2, 3], [0.5, 3])], compute: (x) => tf.div(1, x) },
    { name: 'by 0', inputs: [exactly([1, -1, 0])], compute: (x) => tf.div(x, 0), gradientsOf: [] },
  ],
  AddN: [
    { name: 'of one', inputs: [floats([2, 3])], compute: (x) => tf.addN([x]) },
    {
      name: 'of three',
      inputs: [floats([2, 3]), floats([2, 3], [0, 1]), floats([2, 3], [3, 4])],
      compute: (...xs) => tf.addN(xs),
    },
    { name: 'of scalars', inputs: [floats([]), floats([], [0, 1])], compute: (...xs) => tf.addN(xs) },
  ],
  Maximum: [
    ...ofTwoAlike(tf.maximum),
    ...ofInts(tf.maximum),
    { name: 'of equals', inputs: [exactly([1, 2]), exactly([1, 3])], compute: tf.maximum },
  ],
  Minimum: [
    ...ofTwoAlike(tf.minimum),
    ...ofInts(tf.minimum),
    { name: 'of equals', inputs: [exactly([1, 2]), exactly([1, 3])], compute: tf.minimum },
  ],
  Pow: [
    ...ofTwo(tf.pow, [0.3, 2]),
    { name: 'whole powers', inputs: [floats([2, 3])], compute: (x) => tf.pow(x, tf.scalar(3)) },
    { name: 'int32', inputs: [ints([2, 3], 4)], compute: (x) => tf.pow(x, tf.scalar(3, 'int32')) },
  ],
  FloorDiv: [
    ...withoutGradients(ofTwo((a, b) => tf.floorDiv(a, b), [-9, 9], [0.5, 3])),
    { name: 'by 0', inputs: [exactly([1, -1, 0]), exactly([0, 0, 0])], compute: tf.floorDiv, gradientsOf: [] },
    ...wholes(tf.floorDiv),
    { name: 'int32 by tf.div', inputs: [ints([2, 3], 9), ints([3], 9, 1)], compute: (a, b) => tf.div(a, b) },
  ],
  Mod: [
    ...ofTwo(tf.mod, [-9, 9], [0.5, 3]),
    ...ofTwo(tf.mod, [-9, 9], [-3, -0.5]),
    ...wholes(tf.mod),
    { name: 'by 0', inputs: [exactly([1, -1, 0])], compute: (x) => tf.mod(x, 0), gradientsOf: [] },
  ],
  Atan2: [
    ...ofTwo(tf.atan2),
    {
      name: 'of int32',
      inputs: [ints([2, 3], 9), ints([2, 3], 9, 1)],
      compute: (a, b) => tf.atan2(tf.cast(a, 'float32'), tf.cast(tf.sub(b, 4), 'float32')),
    },
    {
      name: 'on the axes',
      inputs: [exactly([0, 0, 0, 2, -2, 2, -2]), exactly([0, 2, -2, 0, 0, -0, -0])],
      compute: tf.atan2,
      gradientsOf: [],
    },
  ],
  SquaredDifference: ofTwoAlike(tf.squaredDifference),
  Greater: comparison(tf.greater),
  GreaterEqual: comparison(tf.greaterEqual),
  Less: comparison(tf.less),
  LessEqual: comparison(tf.lessEqual),
  Equal: [...comparison(tf.equal), { name: 'bool', inputs: [bools([5]), bools([5], 1)], compute: tf.equal }],
  NotEqual: [...comparison(tf.notEqual), { name: 'bool', inputs: [bools([5]), bools([5], 1)], compute: tf.notEqual }],
  LogicalAnd: ofBools(tf.logicalAnd),
  LogicalOr: ofBools(tf.logicalOr),
  LogicalNot: [{ name: '[2,3]', inputs: [bools([2, 3])], compute: tf.logicalNot }],
  Select: [
    { name: 'scalars', inputs: [bools([]), floats([]), floats([], [3, 4])], compute: (c, a, b) => tf.where(c, a, b) },
    {
      name: 'matrices',
      inputs: [bools([2, 3]), floats([2, 3]), floats([2, 3], [3, 4])],
      compute: (c, a, b) => tf.where(c, a, b),
    },
    {
      name: 'broadcast',
      inputs: [bools([3]), floats([2, 1]), floats([], [3, 4])],
      compute: (c, a, b) => tf.where(c, a, b),
    },
    {
      name: 'int32',
      inputs: [bools([2, 3]), ints([2, 3], 9), ints([2, 3], 9, 1)],
      compute: (c, a, b) => tf.where(c, a, b),
    },
  ],
};
