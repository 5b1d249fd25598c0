import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';

import { hardSharing } from '../../src/architectures/hard-sharing.ts';
import { mmoe } from '../../src/architectures/mmoe.ts';
import type { AnyBalancer } from '../../src/balancer.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { rmsprop } from '../../src/optimizers/rmsprop.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { cosine } from '../../src/schedules/cosine.ts';
import { reduceOnPlateau } from '../../src/schedules/reduce-on-plateau.ts';
import { equal, inverseLoss, recording, shortest } from '../support/balancers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { table } from '../support/tables.ts';
import { along } from '../support/transforms.ts';

/** A strategy with a slot of its own: it goes along the mean of its directions. */
const averaging: AnyBalancer = {
  ...inverseLoss,
  name: 'averaging',
  needs: 'jacobian',
  gradientTransform: {
    slots: { direction: ['parameters'] },
    apply({ batch, slots, weigh }) {
      const fresh = along(weigh().weights, batch.jacobian());
      const direction = tf.add<tf.Tensor1D>(tf.mul(slots.direction ?? NaN, 0.8), tf.mul(fresh, 0.2));
      return { direction, slots: { direction } };
    },
  },
};

const strategies: readonly AnyBalancer[] = [equal, recording(inverseLoss).balancer, shortest, averaging];
const optimizers = [sgd({ momentum: 0.9 }), adam(), rmsprop({ momentum: 0.5 })];
const architectures = [hardSharing(), mmoe({ experts: 2 })];
const cases = strategies.flatMap((balancer) =>
  architectures.flatMap((architecture) =>
    optimizers.map((optimizer) => {
      const names = [balancer.name, architecture.config.name, optimizer.config.name];
      return { balancer, architecture, optimizer, name: names.join(', ') };
    }),
  ),
);

const usual = { dataset: table(), encoder: mlp({ hidden: [5], dropout: 0.2 }), epochs: 3, batchSize: 10, seed: 5 };

it.each(cases)('a run goes on bit by bit: $name', async ({ balancer, architecture, optimizer }) => {
  const options = { ...usual, balancer, architecture, optimizer, schedule: cosine(), learningRate: 0.01 };
  const resume = await brokenOff(options, 6);
  expect(await outcomeOf({ ...options, resume })).toEqual(from(await outcomeOf(options), 1));
});

it('a run goes on with the learning rate that a plateau has left it', async () => {
  const schedule = reduceOnPlateau({ patience: 0, gamma: 0.5, threshold: 1, thresholdMode: 'absolute' });
  const options = { ...usual, balancer: equal, schedule, epochs: 5, learningRate: 0.08 };
  const whole = await outcomeOf(options);
  expect(new Set(whole.history.steps.map(({ learningRate }) => learningRate)).size).toBeGreaterThan(2);
  const resume = await brokenOff(options, 14);
  expect(await outcomeOf({ ...options, resume })).toEqual(from(whole, 3));
});
