import { at } from '../../src/at.ts';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { AnyBalancer, Balancer } from '../../src/balancer.ts';
import { earlyStopping } from '../../src/callbacks/early-stopping.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { GradientTransform } from '../../src/gradient-transform.ts';
import type { Checkpoint } from '../../src/training/checkpoint.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, recording, shortest } from '../support/balancers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
import { table } from '../support/tables.ts';

/** Tensors but one. */
function without(tensors: Checkpoint['tensors'], name: string): Checkpoint['tensors'] {
  return Object.fromEntries(Object.entries(tensors).filter(([other]) => other !== name));
}

const options: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6], dropout: 0.3 }),
  balancer: equal,
  epochs: 4,
  batchSize: 10,
  learningRate: 0.02,
  seed: 5,
};

/** Momentum of its own, in a slot, weighed by how many batches there were. */
const gradientTransform: GradientTransform = {
  slots: { means: ['parameters'] },
  apply: ({ batch, slots, weigh, random }) => {
    const fresh = batch.gradient(weigh().weights);
    const noise = tf.mul(random(fresh.shape), 1e-3);
    const means = tf.add(tf.mul(slots.means ?? NaN, 0.9), tf.add(fresh, noise));
    return { update: means as tf.Tensor1D, slots: { means } };
  },
};
const counting: Balancer<number> = {
  name: 'counting',
  needs: 'losses',
  init: () => 0,
  weigh: ({ losses }, count) => ({ weights: losses.map(() => 1 / (1 + count)), state: count + 1 }),
};
const lookingBack: Balancer<number> = { ...counting, afterStep: ({ losses }, count) => count + (losses[0] ?? 0) };

const strategies: Record<string, AnyBalancer> = {
  'with weightsAhead': equal,
  'that looks at the Gramian': recording(shortest).balancer,
  'that looks back': lookingBack,
  'with a gradient transform and slots': { ...counting, gradientTransform, needs: 'jacobian' },
  'with several batches': {
    ...counting,
    gradientTransform: { batchesPerStep: 2, apply: () => ({}) },
    needs: 'batches',
  },
};

describe('a run that is resumed after it was killed', () => {
  it.each(Object.entries(strategies))('is bit by bit the unbroken one, with a strategy %s', async (_, balancer) => {
    const mine = { ...options, balancer };
    const resume = await brokenOff(mine, 10); // In the third of epochs of four steps.
    expect(resume.position).toEqual({ epoch: 2, step: 8 });
    expect(await outcomeOf({ ...mine, resume })).toEqual(from(await outcomeOf(mine), 2));
  });

  it.each(['wasm', 'eager'] as const)('is so on the engine %s', async (engine) => {
    const balancer = { ...counting, gradientTransform, needs: 'jacobian' } as const;
    const mine = { ...options, balancer, engine, epochs: 2 };
    const resume = await brokenOff(mine, 6);
    expect(await outcomeOf({ ...mine, resume })).toEqual(from(await outcomeOf(mine), 1));
  });

  it('may get more epochs', async () => {
    const resume = await brokenOff(options, 10);
    expect(await outcomeOf({ ...options, resume, epochs: 6 })).toEqual(
      from(await outcomeOf({ ...options, epochs: 6 }), 2),
    );
  });

  it('keeps its best epoch, and the weights of it', async () => {
    const resume = await brokenOff(options, 10);
    const callbacks = { ...resume.state.callbacks, 'best-weights': { epoch: 1, monitored: -1 } };
    const { history, parameters } = await outcomeOf({
      ...options,
      resume: { ...resume, state: { ...resume.state, callbacks } },
    });
    expect(history.bestEpoch).toBe(1);
    expect(parameters).toEqual([...(resume.tensors['callbacks/best-weights/parameters'] ?? [])]);
    expect(parameters).toEqual([...(resume.tensors.parameters ?? [])]);
  });

  it('ends at once when its epochs are used up', async () => {
    const kept: Checkpoint[] = [];
    const keep = {
      name: 'keep',
      onEpochEnd: async (_, run) => void kept.push(await run.checkpoint()),
    } satisfies NonNullable<FitOptions['callbacks']>[number];
    const whole = await outcomeOf({ ...options, callbacks: [keep] });
    const { history, parameters } = await outcomeOf({ ...options, resume: at(kept, kept.length - 1) });
    expect(history.steps).toEqual([]);
    expect(parameters).toEqual(whole.parameters);
  });

  it('stops where early stopping would have stopped the unbroken one', async () => {
    const mine = (): FitOptions => ({
      ...options,
      epochs: 60,
      learningRate: 0.2,
      callbacks: [earlyStopping({ patience: 3 })],
    });
    const whole = await outcomeOf(mine());
    const epochs = whole.history.epochs.length;
    expect(epochs).toBeLessThan(60);
    const resume = await brokenOff(mine(), 4 * (epochs - 2) + 2); // While it waits for a better epoch.
    expect(await outcomeOf({ ...mine(), resume })).toEqual(from(whole, epochs - 2));
  });
});

it('has a size that does not grow with the run', async () => {
  const sizes = [];
  for (const atStep of [6, 38]) {
    const { tensors, ...rest } = await brokenOff({ ...options, epochs: 40 }, atStep);
    const numbers = Object.values(tensors).reduce((total, { length }) => total + length, 0);
    sizes.push([numbers, JSON.stringify({ ...rest, state: { ...rest.state, monitored: [] } }).length]);
  }
  const [[few = 0, short = 0] = [], [many = 0, long = 0] = []] = sizes;
  expect(many).toBe(few);
  expect(long - short).toBeLessThan(40); // Digits of counts and of the best value.
});

it.each<[string, (made: Checkpoint) => object, string]>([
  ['its state', (made) => ({ ...made, state: undefined }), 'a whole checkpoint, with `state`, received undefined.'],
  ['this format', (made) => ({ ...made, format: 2 }), 'a whole checkpoint, with format 1, received 2.'],
  [
    'a whole number of steps',
    (made) => ({ ...made, position: { epoch: 1, step: 4.5 } }),
    'with a whole number as its step, received 4.5.',
  ],
  [
    'a parameter',
    ({ tensors, ...made }) => ({ ...made, tensors: { ...tensors, parameters: tensors.parameters?.slice(1) } }),
    'must be a whole checkpoint, with 58 numbers in parameters, received 57.',
  ],
  [
    'finite parameters',
    ({ tensors, ...made }) => ({ ...made, tensors: { ...tensors, parameters: tensors.parameters?.with(3, NaN) } }),
    'with finite numbers in parameters, received',
  ],
  [
    'a moment of the optimizer',
    ({ tensors, ...made }) => ({ ...made, tensors: { ...tensors, 'optimizer/mean': new Float32Array(0) } }),
    'with 58 numbers in optimizer/mean, received 0.',
  ],
  [
    'the other moment',
    ({ tensors, ...made }) => ({ ...made, tensors: without(tensors, 'optimizer/square') }),
    'with 58 numbers in optimizer/square, received 0.',
  ],
  [
    'whole weights of its best epoch',
    ({ tensors, ...made }) => ({
      ...made,
      tensors: { ...tensors, 'callbacks/best-weights/parameters': new Float32Array(4) },
    }),
    'with 58 numbers in callbacks/best-weights/parameters, received 4.',
  ],
])('does not resume without %s', async (_, damage, sentence) => {
  const before = tf.memory().numTensors;
  const resume = damage(await brokenOff(options, 6)) as Checkpoint;
  await expect(outcomeOf({ ...options, resume })).rejects.toThrow(sentence);
  expect(tf.memory().numTensors).toBe(before);
});

it('does not resume without what the gradient transform keeps', async () => {
  const balancer = { ...counting, gradientTransform, needs: 'jacobian' } as const;
  const { tensors, ...rest } = await brokenOff({ ...options, balancer }, 6);
  const others = without(tensors, 'strategy/means');
  await expect(outcomeOf({ ...options, balancer, resume: { ...rest, tensors: others } })).rejects.toThrow(
    'must be a whole checkpoint, with strategy/means, received undefined.',
  );
});

describe('a checkpoint that was edited', () => {
  it.each<[string, (checkpoint: Checkpoint) => object]>([
    ['without its epoch', ({ position }) => ({ position: { step: position.step } })],
    ['with steps beyond its epochs', ({ position }) => ({ position: { ...position, step: 1e9 } })],
    ['with an epoch beyond the run', ({ position }) => ({ position: { ...position, epoch: 1e9 } })],
    ['without what was monitored', ({ state }) => ({ state: { ...state, monitored: null } })],
    ['with −1 steps left out', ({ state }) => ({ state: { ...state, skipped: -1 } })],
    ['without callbacks', ({ state }) => ({ state: { ...state, callbacks: undefined } })],
    [
      'with a text as the best value',
      ({ state }) => ({ state: { ...state, callbacks: { 'best-weights': { epoch: 0, monitored: 'x' } } } }),
    ],
  ])('%s is refused', async (_, change) => {
    const resume = await brokenOff(options, 10);
    const edited = { ...resume, ...change(resume) } as Checkpoint;
    await expect(outcomeOf({ ...options, resume: edited })).rejects.toThrow(InvalidOptionError);
  });
});
