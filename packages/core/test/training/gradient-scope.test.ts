import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import { at } from '../../src/at.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { fit } from '../../src/training/fit.ts';
import type { GradientScope } from '../../src/training/gradient-scope.ts';
import { equal, fixed, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';
import { transformed } from '../support/transforms.ts';

const sizes = [4 * 6, 6, 6 * 5, 5, 5 * 1, 1, 5 * 3, 3];
const encoder = mlp({ hidden: [6, 5] });

/** The Gramian of both losses by TensorFlow.js' own gradients, over what is picked of a network that is written out here. */
function plainly(values: Float32Array, inputs: tf.Tensor2D, place: GradientScope): number[] {
  const dataset = table();
  const { labels } = dataset.splits.train;
  return tf.tidy(() => {
    const parts = tf.split<tf.Tensor1D>(tf.tensor1d(values), sizes);
    const part = (index: number): tf.Tensor1D => at(parts, index);
    const [w1, b1, w2, b2, w3, b3, w4, b4] = [part(0), part(1), part(2), part(3), part(4), part(5), part(6), part(7)];
    const hidden = tf.relu<tf.Tensor2D>(tf.add(tf.matMul(inputs, tf.reshape(w1, [4, 6])), b1));
    const last = (w: tf.Tensor, b: tf.Tensor): tf.Tensor2D =>
      tf.relu(tf.add(tf.matMul(hidden, tf.reshape(w, [6, 5])), b));
    const sums = tf.tensor1d(labels.sum?.values.slice(0, 8) ?? []);
    const classes = tf.oneHot(tf.tensor1d(labels.largest?.values.slice(0, 8) ?? [], 'int32'), 3);
    const first = (z: tf.Tensor2D): tf.Scalar =>
      tf.mean(tf.squaredDifference(tf.reshape(tf.add(tf.matMul(z, tf.reshape(w3, [5, 1])), b3), [8]), sums));
    const second = (z: tf.Tensor2D): tf.Scalar =>
      tf.neg(tf.mean(tf.sum(tf.mul(classes, tf.logSoftmax(tf.add(tf.matMul(z, tf.reshape(w4, [5, 3])), b4))), 1)));
    const rows = [first, second].map((loss) => {
      if (place === 'representation') return tf.reshape(tf.grad((z) => loss(z as tf.Tensor2D))(last(w2, b2)), [-1]);
      return tf.concat(
        tf
          .grads((w, b) => loss(last(w, b)))([w2, b2])
          .map((g) => tf.reshape(g, [-1])),
      );
    });
    return [...tf.matMul(tf.stack(rows) as tf.Tensor2D, tf.stack(rows) as tf.Tensor2D, false, true).dataSync()];
  });
}

describe.each(['native', 'eager'] as const)('the Gramian, on the engine %s', (engine) => {
  it.each(['last-layer', 'representation'] as const)('is over the %s as an option', async (gradientScope) => {
    const { step, read, parameters, dispose } = setUpStep({ balancer: shortest, encoder, gradientScope, engine });
    const values = Float32Array.from(parameters.dataSync());
    const batch = read();
    const inputs = tf.tensor2d([...(batch.inputs.input?.data ?? [])], [8, 4]);
    const expected = plainly(values, inputs, gradientScope);
    expectClose((await step.gramian(batch)).flat(), expected, 1e-4);
    expectClose(((await step.run([batch], place)).gramian ?? []).flat(), expected, 1e-4);
    tf.dispose(inputs);
    await dispose();
  });

  it('updates all parameters with its weights', async () => {
    const one = setUpStep({ balancer: shortest, encoder, gradientScope: 'last-layer', engine });
    const { weights } = await one.step.run([one.read()], place);
    const other = setUpStep({ balancer: fixed(weights), encoder, engine });
    await other.step.run([other.read()], place);
    one.step.sync();
    other.step.sync();
    expectClose(one.parameters.dataSync(), other.parameters.dataSync(), 1e-6);
    await one.dispose();
    await other.dispose();
  });
});

it('is over the shared parameters when there is one task: nothing is shared between tasks', async () => {
  const dataset = { ...table(), tasks: table().tasks.slice(0, 1) };
  const gramians = [];
  for (const gradientScope of ['shared', 'representation'] as const) {
    const { step, read, dispose } = setUpStep({ balancer: shortest, dataset, gradientScope });
    gramians.push(await step.gramian(read()));
    await dispose();
  }
  expect(gramians[1]).toEqual(gramians[0]);
});

describe('fit', () => {
  const options = { dataset: table(), encoder, epochs: 1, batchSize: 10 };

  it('records the gradient scope in the history', async () => {
    const { model, history } = await fit({ ...options, balancer: shortest, gradientScope: 'representation' });
    expect(history.gradientScope).toBe('representation');
    await model.dispose();
    const plain = await fit({ ...options, balancer: shortest });
    expect(plain.history.gradientScope).toBe('shared');
    await plain.model.dispose();
  });

  it('rejects another scope than the shared parameters if a strategy works on the gradients', async () => {
    const { balancer } = transformed({ apply: () => ({}) });
    await expect(fit({ ...options, balancer, gradientScope: 'last-layer' })).rejects.toThrow(InvalidOptionError);
    const unknown = 'heads' as 'shared';
    await expect(fit({ ...options, balancer: equal, gradientScope: unknown })).rejects.toThrow(
      'one of shared, last-layer',
    );
  });
});
