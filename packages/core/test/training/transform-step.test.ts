import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

import { mlp } from '../../src/encoders/mlp.ts';
import type { GradientTransform } from '../../src/gradient-transform.ts';
import { fit } from '../../src/training/fit.ts';
import { equal } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { along, transformed, type Told } from '../support/transforms.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';

it('names the task whose gradient is not finite', async () => {
  const apply: GradientTransform['apply'] = ({ batch, weigh }) => {
    const jacobian = batch.jacobian();
    return { direction: along(weigh().weights, jacobian) };
  };
  const { step, read, parameters, dispose } = setUpStep({ balancer: transformed({ apply }).balancer });
  tf.tidy(() => {
    parameters.assign(tf.fill([parameters.size], 3e6));
  });
  await expect(step.run([read()], place)).rejects.toThrow('training: the gradient of task sum at step 0 is Infinity');
  await dispose();
});

it('says which slot a gradient transform left out', async () => {
  const { balancer } = transformed({ slots: { rows: ['tasks'] }, apply: () => ({ slots: {} }) });
  const { step, read, dispose } = setUpStep({ balancer });
  await expect(step.run([read()], place)).rejects.toThrow('the gradient transform must give a value for its slot rows');
  await dispose();
});

it('samples the batches of a step in separate orders', async () => {
  const { balancer, told } = transformed({
    batchesPerStep: 3,
    apply: ({ batch, extraBatches, weigh }) => {
      const [second, third] = extraBatches;
      weigh({
        first: batch.losses(),
        second: second?.losses() ?? tf.ones([2]),
        third: third?.losses() ?? tf.ones([2]),
      });
      return {};
    },
  });
  const options = { dataset: table(), encoder: mlp({ hidden: [6] }), epochs: 2, batchSize: 10, seed: 1 };
  const { model, history } = await fit({ ...options, balancer });
  const plain = await fit({ ...options, balancer: equal });
  history.steps.forEach(({ losses }, index) =>
    expectClose(losses.map(Number), plain.history.steps[index]?.losses.map(Number) ?? [], 1e-5),
  );
  expect(told).toHaveLength(8);
  const seen = told as unknown as Told[];
  for (const { losses, first = [], second = [], third = [] } of seen) {
    expect(first).toEqual(losses);
    expect(new Set([first, second, third].map(String)).size).toBe(3);
  }
  await model.dispose();
  await plain.model.dispose();
});
