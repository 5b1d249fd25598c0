import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';

import { apart, axisOf, choose, fitting, like, matrix, orderOf, image, still, tame } from './shaping.ts';

/** What a program can do with a value, another value, and a number that settles the rest. */
export type Op = (x: Tensor, y: Tensor, choice: number) => Tensor;

/** 1 + x² */
const above1 = (x: Tensor): Tensor => tf.add(tf.square(x), 1);
/** Between −1 and 1. */
const within1 = (x: Tensor): Tensor => tf.mul(tf.sin(x), 0.9);

const functions: Readonly<Record<string, Op>> = {
  abs: (x) => tf.abs(apart(x)),
  acos: (x) => tf.acos(within1(x)),
  acosh: (x) => tf.acosh(tf.add(above1(x), 0.1)),
  asin: (x) => tf.asin(within1(x)),
  asinh: (x) => tf.asinh(x),
  atan: (x) => tf.atan(x),
  atanh: (x) => tf.atanh(within1(x)),
  ceil: (x) => tf.mul(x, tf.ceil(apart(x))),
  clip: (x) => tf.clipByValue(apart(x), -0.5, 1),
  cos: (x) => tf.cos(x),
  cosh: (x) => tf.cosh(within1(x)),
  elu: (x) => tf.elu(apart(x)),
  erf: (x) => tf.erf(x),
  exp: (x) => tame(tf.exp(within1(x))),
  expm1: (x) => tf.expm1(within1(x)),
  floor: (x) => tf.mul(x, tf.floor(apart(x))),
  leakyRelu: (x) => tf.leakyRelu(apart(x), 0.1),
  log: (x) => tf.log(above1(x)),
  log1p: (x) => tf.log1p(tf.square(x)),
  logSigmoid: (x) => tf.logSigmoid(x),
  neg: (x) => tf.neg(x),
  reciprocal: (x) => tf.reciprocal(above1(x)),
  relu: (x) => tf.relu(apart(x)),
  relu6: (x) => tf.relu6(tf.mul(apart(x), 4)),
  round: (x) => tf.mul(x, tf.round(apart(x))),
  rsqrt: (x) => tf.rsqrt(above1(x)),
  selu: (x) => tf.selu(apart(x)),
  sigmoid: (x) => tf.sigmoid(x),
  sign: (x) => tf.mul(x, tf.sign(apart(x))),
  sin: (x) => tf.sin(x),
  sinh: (x) => tf.sinh(within1(x)),
  softplus: (x) => tf.softplus(x),
  sqrt: (x) => tf.sqrt(above1(x)),
  square: (x) => tame(tf.square(x)),
  step: (x) => tf.mul(x, tf.step(apart(x), 0.5)),
  tan: (x) => tf.tan(within1(x)),
  tanh: (x) => tf.tanh(x),
};

const pairs: Readonly<Record<string, Op>> = {
  add: (x, y) => tf.add(x, fitting(y, x)),
  sub: (x, y) => tf.sub(fitting(y, x), x),
  mul: (x, y) => tame(tf.mul(x, fitting(y, x))),
  div: (x, y) => tf.div(x, above1(fitting(y, x))),
  addN: (x, y) => tame(tf.addN([x, like(y, x), x])),
  atan2: (x, y) => tf.atan2(x, above1(fitting(y, x))),
  maximum: (x, y) => tf.maximum(apart(x), like(y, x)),
  minimum: (x, y) => tf.minimum(apart(x), like(y, x)),
  mod: (x, y) => tf.mod(apart(x), above1(fitting(y, x))),
  pow: (x, y) => tame(tf.pow(above1(x), within1(fitting(y, x)))),
  prelu: (x, y) => tf.prelu(apart(x), within1(like(y, x))),
  squaredDifference: (x, y) => tame(tf.squaredDifference(x, like(y, x))),
  greater: (x, y) => choose(tf.mul(x, 2), like(y, x), (a, b) => tf.greater(apart(a), b)),
  lessEqual: (x, y) => choose(x, like(y, x), (a, b) => tf.logicalNot(tf.lessEqual(apart(a), b))),
  logical: (x, y) =>
    choose(x, like(y, x), (a, b) => {
      const [first, second] = [tf.greaterEqual(apart(a), 0), tf.less(apart(b), 0.3)];
      return tf.logicalOr(tf.logicalAnd(first, second), tf.logicalXor(first, second));
    }),
  equal: (x, y) =>
    choose(x, like(y, x), (a, b) => {
      const [first, second] = [tf.cast(tf.round(apart(a)), 'int32'), tf.cast(tf.round(apart(b)), 'int32')];
      return tf.logicalOr(tf.equal(first, second), tf.isNaN(a));
    }),
  notEqual: (x, y) => choose(x, like(y, x), (a, b) => tf.notEqual(tf.floor(apart(a)), tf.floor(apart(b)))),
  einsum: (x, y) => tame(tf.einsum('ij,kj->ki', matrix(x), matrix(like(y, x)))),
  matMul: (x, y) => tame(tf.matMul(matrix(x), matrix(like(y, x)), false, true)),
  matMulOther: (x, y) => tame(tf.matMul(matrix(x), matrix(like(y, x)), true, false)),
  matMulStacked: (x, y, choice) => {
    const stack = tf.expandDims(matrix(x), 0);
    const other = tf.expandDims(matrix(like(y, x)), 0);
    const [a, b] = [tf.concat([stack, stack], 0), tf.concat([other, tf.neg(other)], 0)];
    return tame(tf.matMul(a, b, choice % 2 === 0, choice % 2 === 1));
  },
};

const reductions: Readonly<Record<string, Op>> = {
  sum: (x, _, choice) => tame(tf.sum(x, axisOf(x, choice), choice % 3 === 0)),
  mean: (x, _, choice) => tf.mean(x, axisOf(x, choice), choice % 3 === 0),
  max: (x, _, choice) => tf.max(apart(x), axisOf(x, choice), choice % 3 === 0),
  min: (x, _, choice) => tf.min(apart(x), axisOf(x, choice), choice % 3 === 0),
  all: (x) => tf.sum(x),
  logSumExp: (x, _, choice) => tf.logSumExp(apart(x), axisOf(x, choice)),
  variance: (x, _, choice) => tf.moments(x, axisOf(x, choice), true).variance,
  norm: (x) => tf.sqrt(tf.add(tf.sum(tf.square(x), -1, true), 0.1)),
  softmax: (x) => tf.softmax(x),
  logSoftmax: (x) => tame(tf.logSoftmax(apart(x))),
  // TensorFlow.js' gradient by the labels is wrong; ours has its own test.
  crossEntropy: (x, y) =>
    tf.losses.softmaxCrossEntropy(
      still(y, (value) => tf.softmax(matrix(like(value, x)))),
      apart(matrix(x)),
    ),
  cumsum: (x, _, choice) => tame(tf.cumsum(x, x.rank - 1, choice % 2 === 0, choice % 3 === 0)),
  argMax: (x, _, choice) => {
    const depth = Math.max(2, x.shape[axisOf(x, choice)] ?? 1);
    const places = tf.argMax(apart(x), axisOf(x, choice));
    return tf.mul(tf.mean(x), tf.cast(tf.oneHot(tf.reshape(places, [-1]), depth), 'float32'));
  },
  topk: (x) =>
    tf.mul(
      tf.mean(x),
      still(x, (value) => tf.topk(apart(value), Math.ceil((x.shape.at(-1) ?? 1) / 2)).indices),
    ),
};

const shapes: Readonly<Record<string, Op>> = {
  concat: (x, y, choice) => tf.concat([x, like(y, x)], axisOf(x, choice)),
  expandDims: (x, _, choice) => tf.expandDims(x, choice % (x.rank + 1)),
  flatten: (x) => tf.reshape(x, [-1]),
  gather: (x, _, choice) => {
    const length = x.shape[axisOf(x, choice)] ?? 1;
    const places = tf.tensor1d([0, choice % length, length - 1], 'int32');
    return tf.mul(tf.gather(x, places, axisOf(x, choice)), 0.7);
  },
  pad: (x, _, choice) =>
    tf.pad(
      x,
      x.shape.map((__, axis): [number, number] => [axis === choice % 4 ? 1 : 0, choice % 2]),
    ),
  reverse: (x, _, choice) => tf.reverse(x, axisOf(x, choice)),
  slice: (x, _, choice) => {
    const begin = x.shape.map((length) => choice % length);
    return tf.slice(
      x,
      begin,
      x.shape.map((length, axis) => Math.ceil((length - (begin[axis] ?? 0)) / 2)),
    );
  },
  split: (x, _, choice) => {
    const axis = axisOf(x, choice);
    const length = x.shape[axis] ?? 1;
    const [first = x, second = x] = length > 1 ? tf.split(x, [1, length - 1], axis) : [];
    return tf.add(tf.mean(first), second);
  },
  squeeze: (x) => tf.squeeze(x),
  stack: (x, y, choice) => tf.stack([x, like(y, x)], choice % (x.rank + 1)),
  tile: (x, _, choice) =>
    tf.mul(
      tf.tile(
        x,
        x.shape.map((__, axis) => (axis === choice % 4 ? 2 : 1)),
      ),
      0.5,
    ),
  transpose: (x, _, choice) => tf.transpose(x, orderOf(x, choice)),
  unstack: (x, _, choice) => {
    const axis = axisOf(x, choice);
    return (x.shape[axis] ?? 1) > 1 ? tame(tf.addN(tf.unstack(x, axis))) : x;
  },
};

const images: Readonly<Record<string, Op>> = {
  avgPool: (x, _, choice) => tf.avgPool(image(x), 2, 1 + (choice % 2), 'valid'),
  batchNorm: (x, y) => {
    const { mean, variance } = tf.moments(y);
    const one = (value: Tensor): tf.Tensor1D => tf.reshape(value, [1]);
    return tf.batchNorm(image(x), one(mean), one(tf.add(variance, 0.1)), one(mean), one(tf.add(variance, 0.5)));
  },
  conv2d: (x, y, choice) => {
    const filter = tf.reshape<tf.Rank.R4>(tf.slice(tf.reshape(image(y), [-1]), [0], [12]), [2, 3, 1, 2]);
    return tf.conv2d(image(x), filter, 1 + (choice % 2), choice % 3 === 0 ? 'same' : 'valid');
  },
  depthwiseConv2d: (x, y, choice) => {
    const filter = tf.reshape<tf.Rank.R4>(tf.slice(tf.reshape(image(y), [-1]), [0], [8]), [2, 2, 2, 1]);
    return tf.depthwiseConv2d(image(x, 2), filter, 1 + (choice % 2), choice % 3 === 0 ? 'same' : 'valid');
  },
  localResponseNormalization: (x) => tf.localResponseNormalization(image(x, 2), 1, 1, 0.5, 0.5),
  maxPool: (x, _, choice) => tf.maxPool(image(x), 2 + (choice % 2), 1 + (choice % 3), 'same'),
  resizeBilinear: (x, _, choice) =>
    tf.image.resizeBilinear(image(x), choice % 2 === 0 ? [7, 7] : [3, 3], choice % 3 === 0),
  resizeNearest: (x, _, choice) => tf.image.resizeNearestNeighbor(image(x), choice % 2 === 0 ? [8, 8] : [3, 3]),
  spaceToBatch: (x) =>
    tf.spaceToBatchND(
      image(x),
      [2, 2],
      [
        [0, 0],
        [1, 1],
      ],
    ),
};

/** An op that goes along an axis, for scalars too. */
function alongAxis(op: Op): Op {
  return (x, ...rest) => op(x.rank === 0 ? tf.reshape(x, [1]) : x, ...rest);
}

const others = { ...pairs, ...reductions, ...shapes, ...images };

/** Everything a program can do. */
export const ops: Readonly<Record<string, Op>> = {
  ...functions,
  ...Object.fromEntries(Object.entries(others).map(([name, op]) => [name, alongAxis(op)])),
};
