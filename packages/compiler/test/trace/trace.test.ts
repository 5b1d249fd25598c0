import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, hostCallback } from '../../src/index.ts';

afterEach(() => {
  tf.disposeVariables();
});

describe('a function that is traced', () => {
  it('says where a value was read', async () => {
    const fn = compile((x: tf.Tensor) => tf.mul(x, x.dataSync()[0] ?? 0), { engine: 'native' });
    await expect(fn(tf.scalar(1))).rejects.toThrow(
      /a tensor was read at .*trace\.test\.ts:\d+:\d+ while the function was traced/,
    );
  });

  it.each<[string, (x: tf.Tensor) => unknown]>([
    ['data', (x) => x.data()],
    ['array', (x) => x.array()],
    ['a mask that has to be counted', (x) => tf.booleanMaskAsync(x, tf.greater(x, 0))],
    ['text', (x) => x.toString()],
    ['a promise that is not awaited', async (x) => (await x.data())[0]],
  ])('says where a value was read later, and the process goes on: %s', async (_, read) => {
    const rejections: unknown[] = [];
    const listen = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', listen);
    const fn = compile(
      (x: tf.Tensor) => {
        const sum = tf.add(x, 1);
        void read(sum);
        return sum;
      },
      { engine: 'native' },
    );
    await expect(fn(tf.tensor1d([1]))).rejects.toThrow(
      /a tensor was read at .*trace\.test\.ts:\d+:\d+ while the function was traced \(a result of (Add|Greater)\); a traced/,
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', listen);
    expect(rejections).toEqual([]);
  });

  it.each<[string, () => tf.Tensor]>([
    ['randomUniform', () => tf.randomUniform([2], 0, 1, 'float32', 7)],
    ['randomUniformInt', () => tf.randomUniformInt([2], 0, 9, 7)],
    ['randomNormal', () => tf.randomNormal([2], 0, 1, 'float32', 7)],
    ['randomStandardNormal', () => tf.randomStandardNormal([2], 'float32', 7)],
    ['randomGamma', () => tf.randomGamma([2], 1, 1, 'float32', 7)],
    ['truncatedNormal', () => tf.truncatedNormal([2], 0, 1, 'float32', 7)],
    ['rand', () => tf.rand([2], () => 0.5)],
  ])('refuses random numbers with a seed, the same at every run: %s', async (name, draw) => {
    await expect(compile(draw, { engine: 'auto' }).onHost()).rejects.toThrow(
      `compile: tf.${name} with a seed would draw the same random numbers at every run; draw them by randomUniform`,
    );
    expect(draw).not.toThrow();
  });

  it('refuses random numbers that would be constants of the graph', async () => {
    const fn = compile(() => tf.randomUniform([2]), { engine: 'native' });
    await expect(fn()).rejects.toThrow('would be the same at every run');
    expect(() => tf.randomUniform([2])).not.toThrow();
  });

  it('refuses an asynchronous function', async () => {
    const fn = compile(async () => Promise.resolve(tf.scalar(1)), { engine: 'native' });
    await expect(fn()).rejects.toThrow('must not be asynchronous');
  });

  it.each(['native', 'eager'] as const)(
    'refuses one that would fail later, and the process goes on: %s',
    async (engine) => {
      const rejections: unknown[] = [];
      const listen = (reason: unknown): void => void rejections.push(reason);
      process.on('unhandledRejection', listen);
      const fn = compile(() => Promise.reject<tf.Tensor>(new RangeError('later')), { engine });
      await expect(fn()).rejects.toThrow('must not be asynchronous');
      await new Promise((resolve) => setImmediate(resolve));
      process.off('unhandledRejection', listen);
      expect(rejections).toEqual([]);
    },
  );

  it('leaves the variables as they were when the function throws', async () => {
    const level = tf.variable(tf.scalar(5));
    let made: tf.Variable | undefined;
    const fn = compile(
      () => {
        level.assign(tf.scalar(6));
        made = tf.variable(tf.scalar(1));
        made.assign(tf.scalar(2));
        throw new RangeError('no');
      },
      { engine: 'native' },
    );
    await expect(fn()).rejects.toThrow('no');
    expect(level.dataSync()[0]).toBe(5);
    expect(made?.dataSync()[0]).toBe(1); // An optimizer would keep it for the next call.
    expect(tf.getBackend()).toBe('cpu');
  });

  it('leaves the variables as they were when a call to the host throws', async () => {
    const level = tf.variable(tf.scalar(5));
    const fn = compile(
      () => {
        level.assign(tf.add(level, 1));
        return hostCallback([tf.add(level, 0)], { shape: [] }, () => {
          throw new RangeError('no');
        });
      },
      { engine: 'native' },
    );
    await expect(fn()).rejects.toThrow('no');
    fn.sync();
    expect(level.dataSync()[0]).toBe(5);
    await fn.dispose();
  });

  it('refuses to make a variable of a traced value', async () => {
    const fn = compile((x: tf.Tensor) => tf.add(tf.variable(x), 1), { engine: 'native' });
    await expect(fn(tf.scalar(1))).rejects.toThrow('must begin with a constant');
  });
});
