import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';

const own = new Map(['Sum', 'Mean'].map((name) => [name, tf.getGradient(name)] as const));

function register(config: GradConfig | undefined): void {
  if (!config) return;
  tf.unregisterGradient(config.kernelName);
  tf.registerGradient(config);
}

afterEach(() => {
  own.forEach(register);
});

/** The gradient of Σⱼ (Σᵢ xᵢⱼ)² + Σᵢ (meanⱼ xᵢⱼ)², compiled: 2 Σᵢ xᵢⱼ + 2 meanⱼ xᵢⱼ / n. */
async function gradientOf(data: Float32Array, shape: readonly [number, number]): Promise<readonly number[]> {
  const loss = (x: Tensor): tf.Scalar =>
    tf.add(tf.sum(tf.square(tf.sum(x, 0))), tf.sum(tf.square(tf.mean(x, -1, true))));
  const compiled = compile((x: Tensor) => tf.grad(loss)(x), { engine: 'wasm' });
  const { data: gradient } = await compiled.onHost({ data, shape });
  await compiled.dispose();
  return Array.from(gradient);
}

it('gradients of sums and means along any axes are right', async () => {
  // Columns sum to 5, 7, 9; rows have means 2 and 5.
  const expected = [5, 7, 9].map((sum) => 2 * sum + (2 * 2) / 3);
  const below = [5, 7, 9].map((sum) => 2 * sum + (2 * 5) / 3);
  const gradient = await gradientOf(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3]);
  gradient.forEach((number, index) => expect(number).toBeCloseTo([...expected, ...below][index] ?? NaN, 5));
});

it('TensorFlow.js has its own gradients again after a trace', async () => {
  await gradientOf(Float32Array.of(1, 2), [1, 2]);
  for (const [name, config] of own) expect(tf.getGradient(name)).toBe(config);
});

it('uses a gradient that the user registered', async () => {
  const usual = tf.getGradient('Sum');
  register({ ...usual, gradFunc: (dy, [x]) => ({ x: () => tf.mul(dy as Tensor, tf.fill(x?.shape ?? [], 10)) }) });
  const compiled = compile((x: Tensor) => tf.grad((y) => tf.sum(y))(x), { engine: 'wasm' });
  const { data } = await compiled.onHost({ data: Float32Array.of(1, 2), shape: [2] });
  await compiled.dispose();
  expect([...data]).toEqual([10, 10]);
});
