import '@tensorflow/tfjs-backend-wasm';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';

import { compile, CompileError } from '../../src/index.ts';
import { engines } from '../support/engines.ts';

const three = (): Tensor => tf.tensor1d([1, 2, 3]);
const column = (x: Tensor): Tensor => tf.reshape(x, [2, 1]);

/** Ops that are given two indices of an axis of three. */
const ops: readonly (readonly [name: string, fn: (x: Tensor) => Tensor])[] = [
  ['gather', (x) => tf.gather(three(), x)],
  ['gatherND', (x) => tf.gatherND(three(), column(x))],
  ['scatterND', (x) => tf.scatterND(column(x), tf.tensor1d([1, 2]), [3])],
  ['tensorScatterUpdate', (x) => tf.tensorScatterUpdate(three(), column(x), tf.tensor1d([1, 2]))],
  ['sparseToDense', (x) => tf.sparseToDense(x, tf.tensor1d([1, 2]), [3], 0)],
];

describe.each(engines)('on the engine %s (%s backend)', (engine, backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  async function compute(fn: (x: Tensor) => Tensor, indices: readonly number[]): Promise<number[]> {
    const compiled = compile(fn, { engine });
    try {
      return Array.from((await compiled.onHost({ data: Int32Array.from(indices), shape: [indices.length] })).data);
    } finally {
      await compiled.dispose();
    }
  }

  it.each(ops)('an index that is outside is an error that names the op and the line: %s', async (name, fn) => {
    for (const index of [7, 3, -4]) {
      const failing = compute(fn, [0, index]);
      await expect(failing).rejects.toThrow(CompileError);
      await expect(failing).rejects.toThrow(
        new RegExp(
          `^compile: an index of ${name} at \\S+index-errors.test.ts:\\d+:\\d+ must be at least -3 and less than 3, received ${index}\\.$`,
        ),
      );
    }
  });

  it('a slice that ends outside is an error', async () => {
    const matrix = (x: Tensor): Tensor => tf.slice(tf.reshape(x, [2, 2]), [0, 1], [2, 2]);
    await expect(compute(matrix, [1, 2, 3, 4])).rejects.toThrow('would overflow input.shape[1] (2)');
  });

  it('an op on what was disposed of is an error with the line, also within nested calls', async () => {
    const variable = tf.variable(tf.scalar(2), true, `gone-${engine}-${backend}`);
    const tensor = tf.scalar(3, 'int32');
    tf.dispose([variable, tensor]);
    const nested = (x: Tensor): Tensor =>
      tf.tidy(() =>
        tf.add(
          x,
          tf.tidy(() => tf.mul(tf.cast(x, 'float32'), variable)),
        ),
      );
    const place = String.raw`was read at \S+index-errors.test.ts:\d+:\d+ after it was disposed of\.$`;
    await expect(compute(nested, [1])).rejects.toThrow(new RegExp(`^compile: the variable ${variable.name} ${place}`));
    await expect(compute((x) => tf.mul(x, tensor), [1])).rejects.toThrow(new RegExp(`^compile: a tensor ${place}`));
    const own = (x: Tensor): Tensor => {
      const made = tf.square(x);
      made.dispose();
      return tf.add(x, made);
    };
    await expect(compute(own, [1])).rejects.toThrow(new RegExp(`^compile: a tensor ${place}`));
  });

  it('an index below 0 counts from the end', async () => {
    expect(await compute((x) => tf.gather(three(), x), [-1, -3])).toEqual([3, 1]);
    expect(await compute((x) => tf.gatherND(three(), column(x)), [-1, -3])).toEqual([3, 1]);
    expect(await compute((x) => tf.scatterND(column(x), tf.tensor1d([5, 6]), [3]), [-1, 0])).toEqual([6, 0, 5]);
  });

  it('an index of one batch does not reach into the next', async () => {
    const pick = (x: Tensor): Tensor => tf.gather(tf.tensor2d([1, 2, 3, 4], [2, 2]), column(x), 1, 1);
    expect(await compute(pick, [1, -1])).toEqual([2, 4]);
    await expect(compute(pick, [2, 0])).rejects.toThrow(
      /gather at .* must be at least -2 and less than 2, received 2\.$/,
    );
    await expect(compute(pick, [0, -3])).rejects.toThrow(/ must be at least -2 and less than 2, received -3\.$/);
  });
});
