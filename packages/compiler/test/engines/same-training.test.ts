import type { Scalar, Tensor } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';

import { compile, type Engine } from '../../src/index.ts';
import { floats, ints, tensorOf } from '../conformance/conformance-case.ts';
import { lenet, mlp, resnet, unet } from '../conformance/models/layered.ts';
import { transformer } from '../conformance/models/transformer.ts';
import type { WholeModel } from '../conformance/models/whole-model.ts';

/** The mean of the vectors of five words, and a dense layer. */
function embedding(): WholeModel {
  const [words, size, classes] = [40, 8, 3];
  const variable = (shape: number[], seed: number): tf.Variable => tf.variable(tensorOf(floats(shape, [-1, 1], seed)));
  const trained = [variable([words, size], 1), variable([size, classes], 2), variable([classes], 3)];
  const [table, weights, bias] = trained as [tf.Variable, tf.Variable, tf.Variable];
  return {
    trained,
    variables: trained,
    loss: (x, y) => {
      const logits = tf.add(tf.matMul(tf.mean(tf.gather(table, x), 1), weights), bias);
      return tf.losses.softmaxCrossEntropy<Tensor, Scalar>(tf.oneHot(tf.cast(y, 'int32'), classes), logits);
    },
    batch: (seed) => [tensorOf(ints([16, 5], words, seed)), tensorOf(ints([16], classes, seed))],
  };
}

const models: Readonly<Record<string, () => WholeModel>> = {
  'a multilayer perceptron': mlp,
  LeNet: lenet,
  'an embedding': embedding,
  'a residual network': resnet,
  'a block of a transformer': transformer,
  'a U-Net': unet,
};

/** Ten steps of Adam on an engine, or as TensorFlow.js' cpu backend takes them: the losses, and the variables afterwards. */
async function train(make: () => WholeModel, engine: Engine | 'cpu'): Promise<readonly Float32Array[]> {
  const { trained, variables, loss, batch } = make();
  const optimizer = tf.train.adam(0.01);
  const step = (x: Tensor, y: Tensor): Scalar | null => optimizer.minimize(() => loss(x, y), true, [...trained]);
  const compiled = engine === 'cpu' ? undefined : compile(step, { engine });
  const losses: number[] = [];
  for (let index = 0; index < 10; index += 1) {
    const [x, y] = batch(index);
    const value = compiled ? (await compiled.onHost(x, y))?.data : tf.tidy(() => step(x, y)?.dataSync());
    losses.push(value?.[0] ?? Number.NaN);
    tf.dispose([x, y]);
  }
  await compiled?.dispose();
  return [Float32Array.from(losses), ...variables.map((variable) => variable.dataSync<'float32'>())];
}

/** ‖a − b‖ / ‖b‖ */
function relative(a: Float32Array, b: Float32Array): number {
  return Math.hypot(...a.map((number, index) => number - (b[index] ?? Number.NaN))) / Math.hypot(...b);
}

afterEach(() => {
  tf.disposeVariables();
});

describe.each(Object.keys(models))('%s', (name) => {
  const make = models[name] ?? mlp;

  it('trains the same on every engine: ten steps to within 1e-4 of those of plain JavaScript', async () => {
    await tf.setBackend('cpu');
    const expected = await train(make, 'cpu');
    for (const engine of ['native', 'wasm', 'eager'] as const) {
      const numbers = await train(make, engine);
      const differences = numbers.map((list, index) => relative(list, expected[index] ?? list));
      expect(Math.max(...differences), engine).toBeLessThan(1e-4);
    }
  });
});
