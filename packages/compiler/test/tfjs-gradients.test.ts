import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';

import type { Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

const kernels = Object.entries(tf)
  .filter(([key, value]) => typeof value === 'string' && key === value)
  .map(([key]) => key);
const published = gradients();
for (const name of published.keys()) tf.unregisterGradient(name);
await import('../src/tfjs-gradients.ts');
const copied = gradients();

function gradients(): ReadonlyMap<string, tf.GradConfig> {
  const find = tf.getGradient as (name: string) => tf.GradConfig | undefined;
  return new Map(kernels.flatMap((name) => [find(name)].flatMap((config) => (config ? [[name, config]] : []))));
}

describe('the gradients that are copied from tfjs-core', () => {
  it('are those of tfjs-layers, for the same kernels and saved tensors', () => {
    const facts = (all: typeof copied) =>
      [...all].map(([name, { inputsToSave = [], outputsToSave = [] }]) => ({ name, inputsToSave, outputsToSave }));
    expect(published.size).toBeGreaterThan(100);
    expect(facts(copied)).toEqual(facts(published));
    for (const [name, { gradFunc }] of published) expect(copied.get(name)?.gradFunc).not.toBe(gradFunc);
  });

  it.each<[string, readonly number[], (x: Tensor) => Tensor]>([
    ['a convolution', [1, 4, 4, 2], (x) => tf.conv2d(x as tf.Tensor4D, tf.ones([2, 2, 2, 3]), 1, 'same')],
    ['a depthwise convolution', [1, 4, 4, 2], (x) => tf.depthwiseConv2d(x as tf.Tensor4D, tf.ones([2, 2, 2, 1]), 1, 1)],
    ['the mean of windows', [1, 4, 4, 2], (x) => tf.avgPool(x as tf.Tensor4D, 2, 2, 0)],
    ['the largest of windows', [1, 4, 4, 2], (x) => tf.maxPool(x as tf.Tensor4D, 2, 2, 0)],
    ['a volume', [1, 3, 3, 3, 1], (x) => tf.conv3d(x as tf.Tensor5D, tf.ones([2, 2, 2, 1, 1]), 1, 'valid')],
    ['rows of a table', [3, 2], (x) => tf.gather(x, [2, 0, 2])],
    ['a power with broadcasting', [2, 3], (x) => tf.pow(tf.abs(x), tf.tensor1d([1, 2, 3]))],
  ])('of %s are those of tfjs-layers, bit by bit', (_, shape, fn) => {
    const x = tf.tensor(
      Float32Array.from({ length: shape.reduce((size, length) => size * length, 1) }, (_, i) => Math.sin(i) + 0.1),
      [...shape],
    );
    const results = [published, copied].map((all) => {
      for (const config of all.values()) {
        tf.unregisterGradient(config.kernelName);
        tf.registerGradient(config);
      }
      return Array.from(
        tf
          .grad((value) => tf.sum(tf.square(fn(value))))(x)
          .dataSync(),
      );
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[0]?.some((number) => number !== 0)).toBe(true);
  });
});
