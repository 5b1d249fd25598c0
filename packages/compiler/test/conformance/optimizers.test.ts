import '@tensorflow/tfjs-backend-cpu';

import type { Optimizer, Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { compile } from '../../src/index.ts';
import { expectSame } from './compare.ts';
import { floats, tensorOf } from './conformance-case.ts';

/** Made anew for each run: an optimizer remembers. */
const optimizers: Readonly<Record<string, () => Optimizer>> = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.1, 0.9),
  'momentum of Nesterov': () => tf.train.momentum(0.1, 0.9, true),
  adagrad: () => tf.train.adagrad(0.1),
  adadelta: () => tf.train.adadelta(0.5),
  rmsprop: () => tf.train.rmsprop(0.05),
  'rmsprop with momentum': () => tf.train.rmsprop(0.05, 0.8, 0.5),
  'centered rmsprop': () => tf.train.rmsprop(0.05, 0.8, 0.5, 1e-8, true),
  adam: () => tf.train.adam(0.05),
  'adam of other moments': () => tf.train.adam(0.05, 0.5, 0.9, 1e-4),
  adamax: () => tf.train.adamax(0.05),
};

const steps = 5;

/** Steps of a small network on batches that differ, and the numbers of its variables and losses at the end. */
async function train(make: () => Optimizer, compiled: boolean): Promise<{ losses: Tensor[]; variables: Variable[] }> {
  const variable = (shape: number[], seed: number): Variable => tf.variable(tensorOf(floats(shape, [-1, 1], seed)));
  const [first, bias, second, offset] = [variable([3, 4], 0), variable([4], 1), variable([4, 1], 2), variable([], 3)];
  const variables = [first, bias, second, offset];
  const optimizer = make();
  const step = (x: Tensor, y: Tensor): Scalar | null =>
    optimizer.minimize(
      () => {
        const hidden = tf.tanh(tf.add(tf.matMul(x, first), bias));
        return tf.mean(tf.square(tf.sub(tf.add(tf.matMul(hidden, second), offset), y)));
      },
      true,
      variables,
    );
  const run = compile(step, { engine: 'native' });
  const losses: Tensor[] = [];
  for (let batch = 0; batch < steps; batch += 1) {
    const [inputs, targets] = [tensorOf(floats([6, 3], [-1, 1], batch)), tensorOf(floats([6, 1], [-1, 1], batch + 9))];
    const loss = compiled ? await run(inputs, targets) : step(inputs, targets);
    if (loss) losses.push(loss);
  }
  await run.dispose();
  return { losses, variables };
}

describe('optimizers', () => {
  it.each(Object.entries(optimizers))('take five steps as they do eagerly: %s', async (_, make) => {
    await tf.setBackend('cpu');
    const [actual, expected] = [await train(make, true), await train(make, false)];
    const host = (tensor: Tensor) => ({ data: tensor.dataSync<'float32'>(), shape: tensor.shape });
    expect(expected.losses.length).toBe(steps);
    // Five steps deep, and some divide by roots of small numbers.
    const tolerance = { relative: 1e-4, absolute: 1e-5 };
    expectSame('loss', actual.losses.map(host), expected.losses, tolerance);
    expectSame('variable', actual.variables.map(host), expected.variables, tolerance);
  });
});
