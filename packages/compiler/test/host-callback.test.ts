import type * as tf from '@tensorflow/tfjs-core';
import { add, sqrt } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile, CompileError, hostCallback, randomUniform } from '../src/index.ts';

/** What a caller without types may pass. */
const anything = (value: unknown): never => value as never;

describe.each(['native', 'wasm', 'eager'] as const)('what the host is given (%s)', (engine) => {
  it('is a copy: changing it changes nothing else', async () => {
    const fn = compile(
      (x: tf.Tensor) => {
        const root = sqrt(x);
        const answer = hostCallback([root], { shape: [2] }, ({ data }) => [...data.fill(7)]);
        return [root, add(root, answer), answer] as const;
      },
      { engine },
    );
    const results = await fn.onHost({ data: Float32Array.of(4, 9), shape: [2] });
    expect(results.map(({ data }) => [...data])).toEqual([
      [2, 3],
      [9, 10],
      [7, 7],
    ]);
    await fn.dispose();
  });
});

describe.each(['native', 'eager'] as const)('on %s', (engine) => {
  it.each<[string, (x: tf.Tensor) => tf.Tensor, string]>([
    ['nothing', (x) => hostCallback([x], { shape: [2] }, () => anything(undefined)), 'returned nothing'],
    [
      'a promise',
      (x) => hostCallback([x], { shape: [2] }, () => anything(Promise.resolve([1, 2]))),
      'returned a promise',
    ],
    ['one number too few', (x) => hostCallback([x], { shape: [2] }, () => [1]), 'must return 2 numbers, returned 1'],
    [
      'for a shape below 0',
      (x) => hostCallback([x], { shape: [-2] }, () => []),
      'hostCallback: the shape must be a list',
    ],
    ['of another type', (x) => hostCallback([x], { shape: [1], dtype: anything('float64') }, () => [1]), 'float64'],
    [
      'to a number',
      () => hostCallback([anything(5)], { shape: [1] }, () => [1]),
      'hostCallback: the inputs must be tensors',
    ],
    [
      'random numbers of no shape',
      () => randomUniform([-2]),
      'randomUniform: the shape must be a list of whole numbers',
    ],
    ['random numbers of a number', () => randomUniform(anything(2)), 'must be a list of whole numbers, received 2'],
  ])('an answer that is none is a sentence: %s', async (_, compute, sentence) => {
    const fn = compile(compute, { engine, random: { next: () => 0.5 } });
    const x = { data: Float32Array.of(1), shape: [] };
    await expect(fn.onHost(x)).rejects.toThrow(CompileError);
    await expect(fn.onHost(x)).rejects.toThrow(sentence);
  });

  it('random numbers without a source are an error of one sentence', async () => {
    await expect(compile(() => randomUniform([2]), { engine }).onHost()).rejects.toThrow(
      'compile: the function draws random numbers, so the option `random` must name their source.',
    );
  });
});
