import '@tensorflow/tfjs-backend-wasm';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

/** A function of integers, and what it gives where integers wrap at 32 bits. */
type Example = readonly [name: string, x: readonly number[], fn: (x: Tensor) => Tensor, expected: readonly number[]];

const most = 2 ** 31 - 1;
const least = -(2 ** 31);
/** 65537² = 2³² + 131073. */
const big = 65537;
const whole = (...values: number[]): Tensor => tf.tensor1d(values, 'int32');
const matrix = (x: Tensor): Tensor => tf.reshape(x, [2, 2]);
/** [most, 2; big, big] times itself. */
const squared = [big * 2 + 1, 2 * most + 2 * big, big * most + 131073, 2 * big + 131073].map((sum) =>
  Number(BigInt.asIntN(32, BigInt(sum))),
);

const examples: readonly Example[] = [
  ['sum', [most, 1], (x) => tf.sum(x), [least]],
  ['sum along the last axis', [most, 1, 5, -1, most, most], (x) => tf.sum(tf.reshape(x, [3, 2]), 1), [least, 4, -2]],
  [
    'sum along the first axis',
    [most, 1, 5, most, 1, 1],
    (x) => tf.sum(tf.reshape(x, [3, 2]), 0),
    [least + 5, least + 1],
  ],
  ['sum of many rows', new Array<number>(32).fill(most), (x) => tf.sum(tf.reshape(x, [16, 2]), 0), [-16, -16]],
  ['sum of a constant', [0], (x) => tf.add(x, tf.sum(tf.fill([3], most, 'int32'))), [most - 2]],
  ['prod', [big, big], (x) => tf.prod(x), [131073]],
  // 131073² = 2³⁴ + 2¹⁸ + 1
  ['prod of four', [big, big, big, big], (x) => tf.prod(x), [2 ** 18 + 1]],
  ['prod along an axis', [big, big, 3, most], (x) => tf.prod(matrix(x), 1), [131073, most - 2]],
  ['prod along the first axis', [big, 3, big, most], (x) => tf.prod(matrix(x), 0), [131073, most - 2]],
  ['cumsum', [most, 1, most], (x) => tf.cumsum(x), [most, least, -1]],
  ['cumprod', [big, big, 3], (x) => tf.cumprod(x), [big, 131073, 393219]],
  ['cumprod, exclusive and in reverse', [3, big, big], (x) => tf.cumprod(x, 0, true, true), [131073, big, 1]],
  ['add', [most, least], (x) => tf.add(x, x), [-2, 0]],
  ['addN', [most, least], (x) => tf.addN([x, x, x]), [most - 2, least]],
  ['sub', [least, most], (x) => tf.sub(x, whole(1, -1)), [most, least]],
  // (2³¹ − 1)² = 2⁶² − 2³² + 1
  ['mul', [most, big], (x) => tf.mul(x, x), [1, 131073]],
  ['neg', [least, 5], (x) => tf.neg(x), [least, -5]],
  ['abs', [least, -5], (x) => tf.abs(x), [least, 5]],
  ['square', [big, most], (x) => tf.square(x), [131073, 1]],
  ['squaredDifference', [most, 5], (x) => tf.squaredDifference(x, whole(0, 7)), [1, 4]],
  [
    'pow',
    [big, 3, -3, 7, 5, -1, 1, 0],
    (x) => tf.pow(x, whole(2, 30, 31, 0, -1, -3, -7, 3)),
    [131073, 3 ** 30, -(3 ** 31), 1, 0, -1, 1, 0].map((power) => Number(BigInt.asIntN(32, BigInt(power)))),
  ],
  ['pow to one exponent', [big, -2], (x) => tf.pow(x, tf.scalar(3, 'int32')), [3 * 2 ** 16 + 1, -8]],
  ['floorDiv', [least, 7], (x) => tf.floorDiv(x, whole(-1, 2)), [least, 3]],
  ['mod', [least, 7], (x) => tf.mod(x, whole(-1, -2)), [0, -1]],
  ['matMul', [most, 2, big, big], (x) => tf.matMul(matrix(x), matrix(x)), squared],
  ['matMul of transposed factors', [most, big, 2, big], (x) => tf.matMul(matrix(x), matrix(x), true, true), squared],
  ['dot', [most, most, 3], (x) => tf.dot(x, x), [11]],
  [
    'matMul of stacks',
    [most, 2, big, big],
    (x) => tf.matMul(tf.reshape(x, [2, 1, 2]), tf.reshape(x, [2, 2, 1])),
    [5, 262146],
  ],
  ['einsum', [most, 2, big, big], (x) => tf.einsum('ij,jk->ik', matrix(x), matrix(x)), squared],
  ['einsum of one factor', [most, 1, 2, 3], (x) => tf.einsum('ij->i', matrix(x)), [least, 5]],
  ['einsum of one factor, transposed', [most, 1, 2, 3], (x) => tf.einsum('ij->ji', matrix(x)), [most, 2, 1, 3]],
  [
    'einsum with an axis of one factor alone',
    [most, 1, 2, 3],
    (x) => tf.einsum('ij,k->ik', matrix(x), whole(1, 2)),
    [least, 0, 5, 10],
  ],
  ['einsum to one number', [most, most, 3], (x) => tf.einsum('i,i->', x, x), [11]],
  ['scatterND', [most, 1, 5], (x) => tf.scatterND(tf.tensor2d([[0], [0], [1]], [3, 1], 'int32'), x, [2]), [least, 5]],
  ['pad', [16777217], (x) => tf.pad(x, [[1, 1]], most), [most, 16777217, most]],
  ['oneHot', [1], (x) => tf.oneHot(x, 2, 16777217, most), [most, 16777217]],
];

describe.each(engines)('on the engine %s (%s backend), integers wrap at 32 bits:', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(examples)('%s', async (_, x, fn, expected) => {
    const compiled = compile(fn, { engine });
    const { data } = await compiled.onHost({ data: Int32Array.from(x), shape: [x.length] });
    await compiled.dispose();
    expect([...data]).toEqual([...expected]);
  });
});
