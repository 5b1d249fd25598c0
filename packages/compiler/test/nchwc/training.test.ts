import '@tensorflow/tfjs-backend-cpu';

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { difference, noise } from '../support.ts';

afterEach(() => {
  tf.disposeVariables();
});

type Images = tf.Tensor4D;

function normalised(x: tf.Tensor): Images {
  const { mean, variance } = tf.moments(x, [0, 1, 2]);
  const [offset, scale] = [tf.zerosLike(mean), tf.onesLike(mean)];
  return tf.batchNorm(
    x as Images,
    mean as tf.Tensor1D,
    variance as tf.Tensor1D,
    offset as tf.Tensor1D,
    scale as tf.Tensor1D,
  );
}

/** The loss of a residual network whose convolutions are large enough to be done in blocks, and its gradients. */
function gradients(images: tf.Tensor, filters: readonly tf.Variable[]): Record<string, tf.Tensor> {
  const convolved = (x: tf.Tensor, index: number, stride: number): Images =>
    tf.conv2d(x as Images, filters[index] as unknown as Images, stride, 'same');
  const { value, grads } = tf.variableGrads(() => {
    const first = tf.relu(normalised(convolved(images, 0, 1)));
    const second = tf.relu(tf.add(normalised(convolved(first, 1, 1)), first));
    const third = tf.add(convolved(tf.relu(normalised(convolved(second, 2, 2))), 3, 1), convolved(second, 4, 2));
    return tf.mean(tf.square(tf.mean(tf.relu(tf.maxPool(third as Images, 2, 2, 'valid')), [1, 2])));
  }, [...filters]);
  return { value, ...Object.fromEntries(filters.map(({ name }, index) => [`filter${index}`, grads[name] ?? value])) };
}

describe('a residual network in NCHWc layout', () => {
  it.each([4, 16])('has the gradients that it has on the engine wasm, with a batch of %i', async (batch) => {
    const shapes = [
      [3, 3, 3, 16],
      [3, 3, 16, 16],
      [3, 3, 16, 32],
      [3, 3, 32, 32],
      [1, 1, 16, 32],
    ];
    const filters = shapes.map((shape, index) => tf.variable(noise(shape, index)));
    const images = noise([batch, 48, 48, 3], 9);
    const [native, wasm] = [
      compile((x: tf.Tensor) => gradients(x, filters), { engine: 'native' }),
      compile((x: tf.Tensor) => gradients(x, filters), { engine: 'wasm' }),
    ];
    const [found, expected] = [await native.onHost(images), await wasm.onHost(images)];
    for (const [name, { data }] of Object.entries(expected)) {
      const scale = Math.max(...Array.from(data, Math.abs));
      const [given, wanted] = [found[name]?.data ?? [], data].map((numbers) =>
        Array.from(numbers, (number) => number / scale),
      );
      expect(difference(given ?? [], wanted ?? []), name).toBeLessThan(1e-4);
    }
    await Promise.all([native.dispose(), wasm.dispose()]);
  });
});
