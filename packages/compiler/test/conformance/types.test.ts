import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, UnsupportedOpError } from '../../src/index.ts';
import { compare } from './compare.ts';
import { bools, type Case, type Computation, exactly, floats, type Input, ints } from './conformance-case.ts';

const whole = exactly([0, 1, -1, 5, -7, 3, 2], 'int32');
const truths = bools([7]);
const others = bools([7], 3);

const unary: Readonly<Record<string, (x: Tensor) => Tensor | Tensor[]>> = {
  abs: tf.abs,
  acos: tf.acos,
  acosh: tf.acosh,
  asin: tf.asin,
  asinh: tf.asinh,
  atan: tf.atan,
  atanh: tf.atanh,
  exp: tf.exp,
  expm1: tf.expm1,
  log1p: tf.log1p,
  logSigmoid: tf.logSigmoid,
  neg: tf.neg,
  reciprocal: tf.reciprocal,
  relu: tf.relu,
  relu6: tf.relu6,
  round: tf.round,
  selu: tf.selu,
  sign: tf.sign,
  sinh: tf.sinh,
  softplus: tf.softplus,
  square: tf.square,
  step: (x) => [tf.step(x), tf.step(x, 0.5)],
  leakyRelu: (x) => tf.leakyRelu(x),
  prelu: (x) => tf.prelu(x, tf.scalar(0.5)),
  clip: (x) => [tf.clipByValue(x, 0, Infinity), tf.clipByValue(x, -Infinity, 1), tf.clipByValue(x, 0.5, 1.5)],
  cumsum: (x) => tf.cumsum(x, 0),
  cumprod: (x) => tf.cumprod(x, 0, true),
  topk: (x) => Object.values(tf.topk(x, 3)),
  largest: (x) => [tf.max(x), tf.min(x), tf.argMax(x), tf.sum(x), tf.prod(x), tf.mean(x)],
  diag: (x) => tf.diag(x),
  band: (x) => tf.linalg.bandPart(tf.reshape(tf.concat([x, x]), [2, 7]), 0, 1),
  segments: (x) => tf.unsortedSegmentSum(x, tf.tensor1d([0, 1, 0, 1, 2, 2, 0], 'int32'), 3),
};

const binary: Readonly<Record<string, (a: Tensor, b: Tensor) => Tensor>> = {
  atan2: tf.atan2,
  div: tf.div,
  divNoNan: tf.divNoNan,
  equal: tf.equal,
  floorDiv: tf.floorDiv,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  maximum: tf.maximum,
  minimum: tf.minimum,
  mod: tf.mod,
  mul: tf.mul,
  pow: tf.pow,
  squaredDifference: tf.squaredDifference,
  where: (a, b) => tf.where(tf.tensor1d([1, 0, 1, 0, 0, 1, 1], 'bool'), a, b),
};

const ofTypes: readonly Case[] = [
  ...Object.entries(unary).flatMap(([name, compute]) =>
    [whole, truths].map((input) => ({ name: `${name} of ${input.dtype}`, inputs: [input], compute })),
  ),
  ...Object.entries(binary).map(([name, compute]) => ({
    name: `${name} of bool`,
    inputs: [truths, others],
    compute: compute,
  })),
  {
    name: 'maxPool of int32',
    inputs: [ints([1, 4, 4, 2], 9)],
    compute: (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'),
  },
];

const none = (shape: readonly number[]): Input => floats(shape);
const kept = [true, false];

const ofNothing: readonly Case[] = [
  ...[[0], [0, 3], [3, 0], [2, 0, 3]].flatMap((shape) =>
    [undefined, 0, -1].flatMap((axis) =>
      kept.map((keep) => ({
        name: `reductions of [${shape.join()}] along ${String(axis)}`,
        inputs: [none(shape)],
        compute: (x: Tensor) => [tf.sum(x, axis, keep), tf.mean(x, axis, keep), tf.max(x, axis, keep)],
        gradientsOf: [],
      })),
    ),
  ),
  {
    name: 'norms along axes of nothing',
    inputs: [none([0, 3])],
    compute: (x) => tf.norm(x, 'euclidean', 1),
  },
  {
    name: 'the largest, all and any of nothing',
    inputs: [none([0, 3])],
    compute: (x) => [tf.argMax(x, 0), tf.any(tf.cast(x, 'bool')), tf.min(x), tf.prod(x)],
    gradientsOf: [],
  },
  { name: 'sums of no columns', inputs: [none([3, 0])], compute: (x) => tf.sum(x, 0) },
  { name: 'powers of nothing', inputs: [none([0, 3]), floats([3], [1, 2])], compute: (x, y) => tf.pow(x, y) },
  { name: 'shapes of nothing', inputs: [none([2, 0])], compute: (x) => [tf.reshape(x, [3, 0, 5]), tf.transpose(x)] },
  {
    name: 'products with nothing in between',
    inputs: [none([3, 0]), none([0, 2])],
    compute: (x, y) => tf.matMul(x, y),
  },
];

/** Rows whose number is out of range belong to no segment. */
const segments: Computation = (x, ids) => tf.unsortedSegmentSum(x, ids as tf.Tensor1D, 3);
const outOfRange: readonly Case[] = [
  {
    name: 'segments below 0',
    inputs: [floats([5, 2]), exactly([0, -1, 2, -9, 0], 'int32')],
    compute: segments,
  },
  {
    name: 'segments beyond the last',
    inputs: [floats([5, 2]), exactly([0, 3, 2, 7, 0], 'int32')],
    compute: segments,
    gradientsOf: [],
  },
];

describe.each(['native', 'wasm'] as const)('on %s', (engine) => {
  it.each([...ofTypes, ...ofNothing, ...outOfRange])('is what TensorFlow.js computes: $name', async (example) => {
    await compare(example, engine);
  });
});

describe('true and false', () => {
  it.each<[string, (x: Tensor) => Tensor]>([
    ['Add', (x) => tf.add(x, x)],
    ['AddN', (x) => tf.addN([x, x])],
    ['Sub', (x) => tf.sub(x, x)],
    ['BatchMatMul', (x) => tf.matMul(tf.reshape(x, [1, 2]), tf.reshape(x, [2, 1]))],
    ['Einsum', (x) => tf.einsum('i,i->', x, x)],
  ])('are no numbers to be added: %s is an error that names the cure', async (op, compute) => {
    const given = { data: Uint8Array.of(1, 1), shape: [2] };
    const named = compile(compute, { engine: 'native' }).onHost(given);
    await expect(named).rejects.toThrow(UnsupportedOpError);
    await expect(named).rejects.toThrow(`${op} cannot be translated to ONNX (of true and false; cast them to a number`);
    const auto = compile(compute);
    await auto.onHost(given);
    expect(auto.engine).toBe('eager');
  });
});
