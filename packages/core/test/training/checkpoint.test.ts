import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { AnyBalancer, Balancer } from '../../src/balancer.ts';
import { InvalidOptionError } from '../../src/errors.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { GradientTransform } from '../../src/gradient-transform.ts';
import type { Checkpoint } from '../../src/training/checkpoint.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, recording, shortest } from '../support/balancers.ts';
import { table } from '../support/tables.ts';

const options: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6], dropout: 0.3 }),
  balancer: equal,
  epochs: 4,
  batchSize: 10,
  learningRate: 0.02,
  seed: 5,
};

/** What a run left behind, with its clock taken out. */
async function run(changes: Partial<FitOptions>) {
  const { model, history } = await fit({ ...options, ...changes });
  const parameters = [...model.parameters.dataSync()];
  await model.dispose();
  return { parameters, history: { ...history, steps: history.steps.map((step) => ({ ...step, milliseconds: 0 })) } };
}

/** The last checkpoint of a run that is broken off in the middle of an epoch, as it comes back from a file. */
async function brokenOff(changes: Partial<FitOptions>, atStep: number): Promise<Checkpoint> {
  const stop = new AbortController();
  let file = '';
  const broken = run({
    ...changes,
    signal: stop.signal,
    onCheckpoint: (checkpoint) => void (file = JSON.stringify(checkpoint)),
    onProgress: ({ step }) => step === atStep && stop.abort(new Error('killed')),
  });
  await expect(broken).rejects.toThrow('killed');
  return JSON.parse(file) as Checkpoint;
}

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
    const resume = await brokenOff({ balancer }, 10); // In the third of epochs of four steps.
    expect(resume.epoch).toBe(2);
    expect(await run({ balancer, resume })).toEqual(await run({ balancer }));
  });

  it.each(['wasm', 'eager'] as const)('is so on the engine %s', async (engine) => {
    const balancer = { ...counting, gradientTransform, needs: 'jacobian' } as const;
    const resume = await brokenOff({ balancer, engine, epochs: 2 }, 6);
    expect(await run({ balancer, engine, epochs: 2, resume })).toEqual(await run({ balancer, engine, epochs: 2 }));
  });

  it('may get more epochs, and keeps its best epoch', async () => {
    const resume = await brokenOff({}, 10);
    expect(await run({ resume, epochs: 6 })).toEqual(await run({ epochs: 6 }));
    const later: Checkpoint = { ...resume, best: { ...resume.best, criterion: -1 } };
    const { history, parameters } = await run({ resume: later });
    expect(history.bestEpoch).toBe(resume.best.epoch);
    expect(parameters).toEqual(resume.best.parameters);
  });

  it('ends at once when patience or the epochs are used up', async () => {
    let last: Checkpoint | undefined;
    const whole = await run({ epochs: 60, patience: 1, learningRate: 0.2, onCheckpoint: (made) => void (last = made) });
    expect(last && (await run({ epochs: 60, patience: 1, learningRate: 0.2, resume: last }))).toEqual(whole);
  });
});

it.each<[string, Partial<FitOptions>]>([
  ['another seed', { seed: 6 }],
  ['another batch size', { batchSize: 20 }],
  ['another learning rate', { learningRate: 0.01 }],
  ['another encoder', { encoder: mlp({ hidden: [7] }) }],
  ['another balancer', { balancer: shortest }],
  ['another data set', { dataset: { ...table(), name: 'other' } }],
])('does not resume with %s', async (_, change) => {
  const resume = await brokenOff({}, 6);
  await expect(run({ ...change, resume })).rejects.toThrow(InvalidOptionError);
});

it('says what differs', async () => {
  const resume = await brokenOff({}, 6);
  await expect(run({ seed: 6, resume })).rejects.toThrow(
    'fit: option `resume` must be of a run with the seed 6, received 5.',
  );
});

it.each<[string, (made: Checkpoint) => object, string]>([
  [
    'its optimizer',
    (made) => ({ ...made, optimizer: undefined }),
    'a whole checkpoint, with `optimizer`, received undefined.',
  ],
  ['a parameter', (made) => ({ ...made, parameters: made.parameters.slice(1) }), 'numbers in `parameters`, received ['],
  [
    'a moment',
    (made) => ({ ...made, optimizer: { ...made.optimizer, mean: [] } }),
    'in `optimizer.mean`, received [].',
  ],
  ['an epoch', (made) => ({ ...made, epochs: [] }), 'with 1 epochs in `epochs`, received 0.'],
  [
    'a field spelt right',
    ({ steps, ...rest }) => ({ ...rest, step: steps }),
    'there is no option `step` (did you mean',
  ],
])('does not resume without %s', async (_, damage, sentence) => {
  const resume = damage(await brokenOff({}, 6)) as Checkpoint;
  await expect(run({ resume })).rejects.toThrow(sentence);
});
