import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, CompileError, hostCallback } from '../../src/index.ts';

afterEach(() => {
  tf.disposeVariables();
});

const vector = (length: number, shape: number[]) => ({ data: new Float32Array(length).fill(1), shape });

describe.each(['native', 'wasm', 'eager'] as const)('a function that fails, on %s', (engine) => {
  it('out of memory leaves the variables as they were, and can be called again', async () => {
    const count = tf.variable(tf.scalar(0));
    const product = compile(
      (x: tf.Tensor, y: tf.Tensor) => {
        count.assign(tf.add(count, 1));
        return tf.sum(tf.matMul(x, y));
      },
      { engine },
    );
    const sum = async (length: number): Promise<number | undefined> => {
      const { data } = await product.onHost(vector(length, [length, 1]), vector(length, [1, length]));
      return data[0];
    };
    expect(await sum(10)).toBe(100);
    // 160,000² numbers of 4 bytes are 102 GB.
    const failure = await sum(160_000).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(CompileError);
    expect(String(failure)).toMatch(/has not the memory that the function takes \(.+\); give it smaller batches/);
    product.sync();
    expect(count.dataSync()[0]).toBe(1);
    expect([await sum(10), await sum(20)]).toEqual([100, 400]);
    product.sync();
    expect(count.dataSync()[0]).toBe(3);
    await product.dispose();
  });

  it('by itself or in a host callback throws its own error, and can be called again', async () => {
    class Unlucky extends Error {}
    const weights = tf.variable(tf.tensor1d([1, 2]));
    let [isUnlucky, isUnluckyOnHost] = [true, false];
    const step = compile(
      (x: tf.Tensor) => {
        weights.assign(tf.add(weights, x));
        if (isUnlucky) throw new Unlucky('the function had no luck');
        const scale = hostCallback([weights], { shape: [] }, ({ data }) => {
          if (isUnluckyOnHost) throw new Unlucky('the host had no luck');
          return [data[0] ?? 0];
        });
        weights.assign(tf.mul(weights, scale));
        return tf.clone(weights);
      },
      { engine },
    );
    const one = vector(2, [2]);
    await expect(step.onHost(one)).rejects.toThrow(new Unlucky('the function had no luck'));
    isUnlucky = false;
    // (1 + 1) · 2 and (2 + 1) · 2
    expect([...(await step.onHost(one)).data]).toEqual([4, 6]);
    isUnluckyOnHost = true;
    await expect(step.onHost(one)).rejects.toThrow(Unlucky);
    step.sync();
    expect([...weights.dataSync()]).toEqual([4, 6]);
    isUnluckyOnHost = false;
    // (4 + 1) · 5 and (6 + 1) · 5
    expect([...(await step.onHost(one)).data]).toEqual([25, 35]);
    await step.dispose();
    expect([...weights.dataSync()]).toEqual([25, 35]);
  });

  it('after its optimizer made its moments begins with them the next time', async () => {
    const weights = tf.variable(tf.tensor1d([1, 2]));
    const adam = tf.train.adam(0.1);
    let isUnlucky = true;
    const step = compile(
      () => {
        const loss = adam.minimize(() => tf.sum(tf.square(weights)), true, [weights]) as tf.Tensor;
        if (isUnlucky) throw new Error('no luck');
        return loss;
      },
      { engine },
    );
    await expect(step.onHost()).rejects.toThrow('no luck');
    isUnlucky = false;
    expect((await step.onHost()).data[0]).toBe(5);
    await step.dispose();
    // Adam's first step is the learning rate, whatever the gradient.
    expect(weights.dataSync()[0]).toBeCloseTo(0.9, 5);
    expect(weights.dataSync()[1]).toBeCloseTo(1.9, 5);
  });
});

describe('the engine wasm', () => {
  it('refuses inputs that may not fit its memory', async () => {
    const sum = compile((x: tf.Tensor) => tf.sum(x), { engine: 'wasm' });
    const large = { data: new Float32Array(2 ** 28 + 1), shape: [2 ** 28 + 1] };
    await expect(sum.onHost(large)).rejects.toThrow(
      'compile: the engine wasm takes inputs of 1073741824 bytes in all, received 1073741828.',
    );
    expect((await sum.onHost(vector(3, [3]))).data[0]).toBe(3);
    await sum.dispose();
  });
});
