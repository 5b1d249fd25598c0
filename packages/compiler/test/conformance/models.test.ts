import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { lenet, mlp, resnet, tagger, unet } from './models/layered.ts';
import { transformer } from './models/transformer.ts';
import type { WholeModel } from './models/whole-model.ts';

const models: Readonly<Record<string, () => WholeModel>> = {
  'a multilayer perceptron': mlp,
  LeNet: lenet,
  'a residual network with batch normalisation': resnet,
  'a block of a transformer': transformer,
  'an LSTM over 64 places': tagger,
  'a U-Net': unet,
};

const steps = 10;

/** Ten steps of Adam: the losses, and the variables afterwards. */
async function train(make: () => WholeModel, compiled: boolean): Promise<readonly Float32Array[]> {
  const { trained, variables, loss, batch } = make();
  const optimizer = tf.train.adam(0.01);
  const step = (x: Tensor, y: Tensor): Scalar | null => optimizer.minimize(() => loss(x, y), true, [...trained]);
  const fn = compile(step, { engine: 'native' });
  const losses: number[] = [];
  for (let index = 0; index < steps; index += 1) {
    const [x, y] = batch(index);
    const value = compiled ? (await fn.onHost(x, y))?.data : tf.tidy(() => step(x, y)?.dataSync());
    losses.push(value?.[0] ?? Number.NaN);
  }
  await fn.dispose();
  return [Float32Array.from(losses), ...variables.map((variable) => variable.dataSync<'float32'>())];
}

/** ‖a − b‖ / ‖b‖ */
function relative(a: Float32Array, b: Float32Array): number {
  return Math.hypot(...a.map((number, index) => number - (b[index] ?? Number.NaN))) / Math.hypot(...b);
}

afterEach(() => {
  tf.disposeVariables();
});

describe('whole models', () => {
  it.each(Object.entries(models))('take ten steps of Adam as they do op by op: %s', async (_, make) => {
    await tf.setBackend('cpu');
    const [actual, expected] = [await train(make, true), await train(make, false)];
    expect(actual.length).toBe(expected.length);
    expect(expected[0]).toHaveLength(steps);
    actual.forEach((numbers, index) => {
      expect(relative(numbers, expected[index] ?? numbers)).toBeLessThan(1e-4);
    });
  });
});
