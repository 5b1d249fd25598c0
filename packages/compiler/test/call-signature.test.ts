import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, type Compiled, CompileError } from '../src/index.ts';

afterEach(() => {
  tf.disposeVariables();
});

/** What a caller without types may pass. */
type Anything = Compiled<unknown[], tf.Tensor>;

const two = { data: Float32Array.of(2), shape: [] };

describe.each(['native', 'wasm', 'eager'] as const)('arguments, on %s', (engine) => {
  const untyped = (fn: (x: tf.Tensor, setting: never) => tf.Tensor): Anything =>
    compile(fn as (...args: unknown[]) => tf.Tensor, { engine });

  it.each([
    ['numbers that are not finite', [Infinity, -Infinity, 4], [Infinity, -Infinity, 8]],
    ['zeros', [0, -0], [0, -0]],
  ])('that are other settings are another trace: %s', async (_, settings, expected) => {
    const scaled = untyped((x, by: number) => tf.mul(x, by));
    const results: (number | undefined)[] = [];
    for (const setting of settings) results.push((await scaled.onHost(two, setting)).data[0]);
    expect(results).toEqual(expected);
    await scaled.dispose();
  });

  it.each([
    ['null and undefined', null, undefined],
    ['a key that is not there and one that is undefined', {}, { key: undefined }],
    ['a word and a tensor', 'float32[]', two],
    ['a list and an object', ['a'], { 0: 'a' }],
  ])('are told apart: %s', async (_, one, other) => {
    const seen: unknown[] = [];
    const fn = untyped((x, setting) => {
      seen.push(setting);
      return tf.mul(x, seen.length);
    });
    expect((await fn.onHost(two, one)).data[0]).toBe(2);
    expect((await fn.onHost(two, other)).data[0]).toBe(4);
    await fn.dispose();
  });

  it.each([
    ['a function', (x: tf.Tensor) => x, 'received a function'],
    ['a map', new Map([['a', 1]]), 'received a Map'],
    ['an array without a shape', new Float32Array(2), 'received a Float32Array'],
    ['numbers of 64 bits', { data: new Float64Array(2), shape: [2] }, 'received a Float64Array'],
    ['pixels', { data: new Uint8ClampedArray(2), shape: [2] }, 'received a Uint8ClampedArray'],
    ['a list of numbers', { data: [1, 2], shape: [2] }, 'a Uint8Array, received a Array'],
    ['too few numbers', { data: new Float32Array(3), shape: [2, 2] }, 'must have 4 numbers, received 3'],
    ['too many numbers', { data: new Float32Array(5), shape: [2, 2] }, 'must have 4 numbers, received 5'],
    ['lengths below 0', { data: new Float32Array(2), shape: [-1, -2] }, 'a list of whole numbers, received -1,-2'],
    ['half a length', { data: new Float32Array(3), shape: [1.5, 2] }, 'a list of whole numbers, received 1.5,2'],
    ['a shape that is a number', { data: new Float32Array(3), shape: 3 }, 'a list of whole numbers, received 3'],
    ['another type', { data: new Float32Array(1), shape: [], dtype: 'int32' }, 'must not be in a Float32Array'],
    ['an unknown type', { data: new Float32Array(1), shape: [], dtype: 'float64' }, 'received float64'],
  ])('that cannot be arguments are a sentence: %s', async (_, argument, sentence) => {
    const fn = untyped((x) => tf.neg(x));
    await expect(fn.onHost(argument)).rejects.toThrow(CompileError);
    await expect(fn.onHost(argument)).rejects.toThrow(sentence);
    expect((await fn.onHost(two)).data[0]).toBe(-2);
    await fn.dispose();
  });

  it('that are disposed are an error of one sentence', async () => {
    const x = tf.scalar(1);
    x.dispose();
    await expect(untyped((y) => tf.neg(y)).onHost(x)).rejects.toThrow('an argument is a tensor that is disposed of');
  });

  it('that are variables have the value that compiled functions assigned', async () => {
    const level = tf.variable(tf.scalar(3));
    const fn = untyped((x) => {
      level.assign(tf.mul(level, 2));
      return tf.add(x, level);
    });
    // 3 + 6, then 6 + 12
    expect((await fn.onHost(level)).data[0]).toBe(9);
    expect((await fn.onHost(level)).data[0]).toBe(18);
    await fn.dispose();
  });
});

describe('compile', () => {
  it.each([
    ['a number for a function', () => compile(5 as never), 'compile: expected a function, received number.'],
    [
      'too many threads',
      () => compile(tf.neg, { threads: 1e6 }),
      '`threads` must be a whole number from 1 to 1024, received 1000000.',
    ],
    [
      'a function for a generator',
      () => compile(tf.neg, { random: Math.random as never }),
      '`random` must have a method `next`',
    ],
  ])('is refused at once, given %s', (_, wrong, sentence) => {
    expect(wrong).toThrow(CompileError);
    expect(wrong).toThrow(sentence);
  });
});
