import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { bools, type Case, type Cases, exactly, floats, ints } from '../conformance-case.ts';

type Range = readonly [number, number];

/** A function of one number: on a scalar, a vector, and a stack of matrices; and where it is not smooth, without gradients. */
function ofOne(compute: (x: Tensor) => Tensor, range: Range = [-2, 2], ...special: number[]): readonly Case[] {
  const shaped = [[], [7], [2, 3, 4]].map((shape) => ({
    name: `[${shape.join()}]`,
    inputs: [floats(shape, range)],
    compute,
  }));
  if (special.length === 0) return shaped;
  return [...shaped, { name: `at ${special.join(', ')}`, inputs: [exactly(special)], compute, gradientsOf: [] }];
}

/** A function whose point is its precision near 0. */
function ofSmall(compute: (x: Tensor) => Tensor): Case {
  const inputs = [exactly([1e-2, -1e-3, 1e-5, -1e-7, 1e-10])];
  return { name: 'near 0', inputs, compute, tolerance: { relative: 1e-5, absolute: 0, reason: 'small numbers count' } };
}

/** A question about a number. */
function questions(compute: (x: Tensor) => Tensor): readonly Case[] {
  return [
    { name: 'numbers', inputs: [exactly([0, -0, 1, 1e30, Infinity, -Infinity, NaN])], compute, gradientsOf: [] },
    { name: '[2,3]', inputs: [floats([2, 3])], compute, gradientsOf: [] },
    { name: 'int32', inputs: [ints([3], 9)], compute },
    {
      name: 'within a loss',
      inputs: [floats([2, 3])],
      compute: (x) => tf.where(compute(tf.log(x)), tf.square(x), tf.mul(x, 3)),
      gradientsOf: [],
    },
  ];
}

/** Functions of one number. */
export const unary: Cases = {
  Abs: [
    ...ofOne(tf.abs, [-2, 2], 0, -0, Infinity, -Infinity, NaN),
    { name: 'int32', inputs: [ints([5], 9)], compute: (x) => tf.abs(tf.sub(x, 4)) },
  ],
  Acos: ofOne(tf.acos, [-0.9, 0.9]),
  Acosh: ofOne(tf.acosh, [1.1, 4]),
  Asin: ofOne(tf.asin, [-0.9, 0.9]),
  Asinh: ofOne(tf.asinh),
  Atan: ofOne(tf.atan, [-2, 2], Infinity, -Infinity),
  Atanh: ofOne(tf.atanh, [-0.9, 0.9]),
  Ceil: ofOne(tf.ceil, [-2, 2], 0, 1, -1, 0.5, -0.5, Infinity, NaN),
  Cos: ofOne(tf.cos, [-9, 9]),
  Cosh: ofOne(tf.cosh),
  Erf: ofOne(tf.erf, [-3, 3], 0, Infinity, -Infinity, NaN),
  Exp: ofOne(tf.exp, [-5, 5], 0, -200, 200, Infinity, -Infinity, NaN),
  Expm1: [...ofOne(tf.expm1, [-2, 2], 0, -200, 50, Infinity, -Infinity, NaN), ofSmall(tf.expm1)],
  Floor: ofOne(tf.floor, [-2, 2], 0, 1, -1, 0.5, -0.5, Infinity, NaN),
  Identity: ofOne(tf.clone),
  IsFinite: questions(tf.isFinite),
  IsInf: questions(tf.isInf),
  IsNan: questions(tf.isNaN),
  Log: ofOne(tf.log, [0.1, 9], 0, -1, Infinity, NaN),
  Log1p: [...ofOne(tf.log1p, [-0.9, 4], 0, -1, -2, Infinity, NaN), ofSmall(tf.log1p)],
  Neg: [...ofOne(tf.neg, [-2, 2], Infinity, NaN), { name: 'int32', inputs: [ints([5], 9)], compute: tf.neg }],
  Reciprocal: ofOne(tf.reciprocal, [0.1, 2], Infinity, 0, NaN),
  Relu: ofOne(tf.relu, [-2, 2], 0, -0, Infinity, -Infinity, NaN),
  Relu6: ofOne(tf.relu6, [-9, 9], 0, 6, Infinity, -Infinity, NaN),
  Round: ofOne(tf.round, [-3, 3], 0.5, 1.5, 2.5, -0.5, -1.5, Infinity, NaN),
  Rsqrt: ofOne(tf.rsqrt, [0.1, 4], 0, Infinity, NaN),
  Selu: ofOne(tf.selu, [-3, 3], 0, Infinity, -Infinity, NaN),
  Sigmoid: ofOne(tf.sigmoid, [-9, 9], 0, 1e4, -1e4, Infinity, -Infinity, NaN),
  Sign: ofOne(tf.sign, [-2, 2], 0, Infinity, -Infinity),
  Sin: ofOne(tf.sin, [-9, 9]),
  Sinh: ofOne(tf.sinh),
  Softplus: ofOne(tf.softplus, [-9, 9], 0, 1e4, -1e4, Infinity, -Infinity, NaN),
  Sqrt: ofOne(tf.sqrt, [0.1, 4], 0, -1, Infinity, NaN),
  Square: [...ofOne(tf.square, [-2, 2], Infinity, NaN), { name: 'int32', inputs: [ints([5], 9)], compute: tf.square }],
  Tan: ofOne(tf.tan, [-1.2, 1.2]),
  Tanh: ofOne(tf.tanh, [-4, 4], 0, 1e4, -1e4, Infinity, -Infinity, NaN),
  Elu: ofOne(tf.elu, [-3, 3], 0, Infinity, -Infinity, NaN),
  EluGrad: ofOne(tf.elu, [-5, 5]),
  LeakyRelu: [...ofOne(tf.leakyRelu, [-2, 2], 0, Infinity, -Infinity, NaN), ...ofOne((x) => tf.leakyRelu(x, 0.01))],
  Step: [
    ...ofOne((x) => tf.step(x), [-2, 2], 0, Infinity, -Infinity),
    ...ofOne((x) => tf.step(x, -0.5), [-2, 2], 0, Infinity, -Infinity),
    { name: 'int32', inputs: [ints([5], 3)], compute: (x) => tf.step(x) },
  ],
  ClipByValue: [
    ...ofOne((x) => tf.clipByValue(x, -0.5, 1), [-2, 2], -0.5, 1, Infinity, -Infinity, NaN),
    { name: 'at the bounds', inputs: [exactly([-1, 1, 0])], compute: (x) => tf.clipByValue(x, -1, 1) },
    { name: 'int32', inputs: [ints([5], 9)], compute: (x) => tf.clipByValue(x, 2, 5) },
  ],
  Cast: [
    { name: 'float32 to int32', inputs: [floats([7], [-4, 4])], compute: (x) => tf.cast(x, 'int32'), gradientsOf: [] },
    {
      name: 'float32 to bool',
      inputs: [exactly([0, -0, 0.5, -2, 1])],
      compute: (x) => tf.cast(x, 'bool'),
      gradientsOf: [],
    },
    { name: 'int32 to float32', inputs: [ints([2, 3], 9)], compute: (x) => tf.cast(x, 'float32') },
    { name: 'int32 to bool', inputs: [ints([2, 3], 3)], compute: (x) => tf.cast(x, 'bool') },
    { name: 'bool to float32', inputs: [bools([2, 3])], compute: (x) => tf.cast(x, 'float32') },
    { name: 'bool to int32', inputs: [bools([2, 3])], compute: (x) => tf.cast(x, 'int32') },
    { name: 'bool to bool', inputs: [bools([2, 3])], compute: (x) => tf.cast(x, 'bool') },
    { name: 'a constant', inputs: [floats([2])], compute: (x) => tf.mul(x, tf.cast(tf.scalar(3, 'int32'), 'float32')) },
  ],
};
