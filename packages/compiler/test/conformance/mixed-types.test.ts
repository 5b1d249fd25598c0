import '@tensorflow/tfjs-backend-wasm';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { dataTypeOf, type HostTensor } from '../../src/host-tensor.ts';
import { compile } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

/** A function, what it is given, and the type and the numbers that it gives. */
type Example = readonly [
  name: string,
  given: readonly HostTensor[],
  fn: (...inputs: Tensor[]) => Tensor,
  dtype: 'float32' | 'int32' | 'bool',
  expected: readonly number[],
];

const truths = (values: number[], shape = [values.length]): HostTensor => ({ data: Uint8Array.from(values), shape });
const whole = (values: number[], shape = [values.length]): HostTensor => ({ data: Int32Array.from(values), shape });
const floats = (values: number[], shape = [values.length]): HostTensor => ({ data: Float32Array.from(values), shape });
const six = truths([1, 0, 1, 0, 1, 1], [2, 3]);
const choose = (c: Tensor, a: Tensor, b: Tensor): Tensor => tf.where(c, a, b);
/** One more than float32 has a place for. */
const large = 2 ** 24 + 1;
const at = (...places: number[]): tf.Tensor1D => tf.tensor1d(places, 'int32');

const examples: readonly Example[] = [
  ['where of bools', [truths([1, 0, 1]), truths([0, 0, 1]), truths([1, 1, 0])], choose, 'bool', [0, 1, 1]],
  [
    'where of bools, a matrix',
    [six, truths([1, 1, 0, 0, 1, 0], [2, 3]), truths([0, 1, 1, 1, 0, 0], [2, 3])],
    choose,
    'bool',
    [1, 1, 0, 1, 1, 0],
  ],
  [
    'where of bools with a condition a row',
    [truths([1, 0], [2, 1]), truths([1, 0, 0]), truths([0, 1, 1])],
    choose,
    'bool',
    [1, 0, 0, 0, 1, 1],
  ],
  ['where of bools with one condition', [truths([1], []), truths([1, 0]), truths([0, 1])], choose, 'bool', [1, 0]],
  ['where of one bool each', [truths([1, 0]), truths([0], []), truths([1], [])], choose, 'bool', [0, 1]],
  [
    'where of large integers',
    [truths([1, 0], [2, 1]), whole([large, 2]), whole([-large], [])],
    choose,
    'int32',
    [large, 2, -large, -large],
  ],
  ['where of int32 and float32', [truths([1, 0]), whole([1, 2]), floats([0.5, 1.5])], choose, 'float32', [1, 1.5]],
  ['where of bool and int32', [truths([1, 0]), truths([1, 1]), whole([5, 6])], choose, 'int32', [1, 6]],
  [
    'where within where of other types',
    [truths([1, 0]), whole([1, 2]), floats([0.5, 0.25])],
    (c, a, b) => tf.where(c, tf.where(c, a, b), b),
    'float32',
    [1, 0.25],
  ],
  [
    'where of numbers in a condition of three axes',
    [truths([1, 0, 1, 0], [2, 1, 2]), floats([1, 2, 3, 4], [2, 2]), floats([9], [])],
    choose,
    'float32',
    [1, 9, 3, 9, 1, 9, 3, 9],
  ],
  ['concat of int32 and float32', [whole([1]), floats([0.5])], (a, b) => tf.concat([a, b]), 'float32', [1, 0.5]],
  ['concat of bool and int32', [truths([1]), whole([large])], (a, b) => tf.concat([a, b]), 'int32', [1, large]],
  [
    'einsum of int32 and float32',
    [whole([1, 2]), floats([0.5, 1])],
    (a, b) => tf.einsum('i,i->', a, b),
    'float32',
    [2.5],
  ],
  ['equal of a large int32 and float32', [whole([large]), floats([large])], (a, b) => tf.equal(a, b), 'bool', [1]],
  ['cumsum of bools', [truths([1, 1, 0])], (x) => tf.cumsum(x), 'int32', [1, 2, 2]],
  ['cumprod of bools', [truths([1, 1, 0])], (x) => tf.cumprod(x), 'int32', [1, 1, 0]],
  ['cumsum along an axis from the end', [six], (x) => tf.cumsum(x, -1), 'int32', [1, 1, 2, 0, 1, 2]],
  [
    'cumsum of numbers along an axis from the end',
    [floats([1, 2, 3, 4], [2, 2])],
    (x) => tf.cumsum(x, -2),
    'float32',
    [1, 2, 4, 6],
  ],
  [
    'scatterND of bools to one place',
    [truths([1, 1])],
    (x) => tf.scatterND(tf.tensor2d([[0], [0]], [2, 1], 'int32'), x, [2]),
    'bool',
    [1, 0],
  ],
  ['fill with true', [truths([1, 0])], (x) => tf.logicalAnd(x, tf.fill([2], true as never, 'bool')), 'bool', [1, 0]],
  [
    'maxPool of integers',
    [whole([7, -9, 3, 5], [1, 2, 2, 1])],
    (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid'),
    'int32',
    [7],
  ],
  ['topk of large integers', [whole([large - 1, large, 3])], (x) => tf.topk(x, 2).values, 'int32', [large, large - 1]],
  ['topk of equals has the first first', [floats([3, 7, 7, 7])], (x) => tf.topk(x, 3).indices, 'int32', [1, 2, 3]],
  ['stack of bools', [truths([1, 0])], (x) => tf.stack([x, tf.logicalNot(x)], 1), 'bool', [1, 0, 0, 1]],
  ['gather of bools', [six], (x) => tf.gather(x, at(1, 0), 1), 'bool', [0, 1, 1, 0]],
  ['transpose of bools', [six], (x) => tf.transpose(x), 'bool', [1, 0, 0, 1, 1, 1]],
  [
    'mirrorPad of large integers',
    [whole([1, large])],
    (x) => tf.mirrorPad(x, [[1, 0]], 'reflect'),
    'int32',
    [large, 1, large],
  ],
];

describe.each(engines)('on the engine %s (%s backend), of mixed and other types:', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it.each(examples)('%s', async (_, given, fn, dtype, expected) => {
    const compiled = compile((...inputs: Tensor[]) => fn(...inputs), { engine });
    const result = await compiled.onHost(...given);
    await compiled.dispose();
    expect(dataTypeOf(result)).toBe(dtype);
    expect([...result.data]).toEqual([...expected]);
  });

  it('a stack of several types is an error', async () => {
    const compiled = compile((a: Tensor, b: Tensor) => tf.stack([a, b]), { engine });
    await expect(compiled.onHost(whole([1]), floats([0.5]))).rejects.toThrow('must have matching dtypes');
    await compiled.dispose();
  });
});
