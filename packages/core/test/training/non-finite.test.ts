import { freeLoadedGraphs } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { AnyBalancer } from '../../src/balancer.ts';
import type { DataSource, Dataset } from '../../src/data/dataset.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { NonFiniteError } from '../../src/errors.ts';
import { batchNorm } from '../../src/layers/batch-norm.ts';
import { dense } from '../../src/layers/dense.ts';
import { sequential } from '../../src/layers/sequential.ts';
import { adam } from '../../src/optimizers/adam.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { fit } from '../../src/training/fit.ts';
import { equal, inverseLoss, recording, shortest } from '../support/balancers.ts';
import { place, setUpStep } from '../support/set-up-step.ts';
import { table } from '../support/tables.ts';
import { along } from '../support/transforms.ts';

const averaging: AnyBalancer = {
  ...inverseLoss,
  name: 'averaging',
  needs: 'jacobian',
  gradientTransform: {
    slots: { direction: ['parameters'] },
    apply({ batch, slots, weigh }) {
      const direction = tf.add<tf.Tensor1D>(slots.direction ?? NaN, along(weigh().weights, batch.jacobian()));
      return { direction, slots: { direction } };
    },
  },
};
const balancers = [equal, recording(inverseLoss).balancer, recording(shortest).balancer, averaging];
const engines = ['native', 'eager'] as const;
const cases = balancers.flatMap((balancer) => engines.map((engine) => ({ balancer, engine, name: balancer.name })));

/** The table, whose rows are not numbers where a test says so. */
function broken(isBroken: (row: number) => boolean, value = NaN): Dataset {
  const dataset = table();
  const { train } = dataset.splits;
  const input = train.inputs.input?.map((number, at) => (isBroken(Math.floor(at / 4)) ? value : number));
  const whole = { ...train, inputs: { input: input ?? new Float32Array(0) } };
  const source: DataSource = {
    size: 40,
    gather: (rows) => Promise.resolve(gatherSplit(whole, rows, dataset)),
  };
  return { ...dataset, splits: { ...dataset.splits, train: source } };
}

describe('a step that is left out', () => {
  it.each(cases)('leaves everything as it is, with $name on $engine', async ({ balancer, engine }) => {
    const encoder = sequential([dense({ units: 5 }), batchNorm()]);
    const setUp = setUpStep({ balancer, engine, encoder, guard: true, optimizer: adam() });
    const { step, parameters, buffers, optimizerRun, slots, balancerRun, read, dispose } = setUp;
    await step.run([read()], place);
    const state = (): unknown => {
      step.sync();
      return structuredClone([
        parameters.dataSync(),
        buffers?.dataSync(),
        optimizerRun.save(),
        slots.save(),
        balancerRun.state,
      ]);
    };
    const before = state();
    for (const value of [NaN, Infinity, 1e30]) {
      const good = read();
      const data = Float32Array.from(good.inputs.input?.data ?? []).fill(value, 0, 4);
      const result = await step.run([{ ...good, inputs: { input: { data, shape: [8, 4] } } }], place);
      expect(result.skipped).toBe(true);
      expect(state()).toEqual(before);
    }
    expect((await step.run([read()], place)).skipped).toBeUndefined();
    expect(state()).not.toEqual(before);
    await dispose();
  });

  it('is one whose loss is not finite, though its gradient is', async () => {
    // (1e25)² is beyond 32 bits, its slope is not.
    const { step, parameters, read, dispose } = setUpStep({ balancer: equal, guard: true, optimizer: sgd() });
    const before = [...parameters.dataSync()];
    const good = read();
    const sum = { values: { data: new Float32Array(8).fill(1e25), shape: [8, 1] }, mask: null, weight: null };
    const result = await step.run([{ ...good, labels: { ...good.labels, sum } }], place);
    step.sync();
    expect(result.losses[0]).toBe(Infinity);
    expect(result.skipped).toBe(true);
    expect([...parameters.dataSync()]).toEqual(before);
    await dispose();
  });

  it('is one whose gradient is not finite, though its losses are', async () => {
    const { step, parameters, read, dispose } = setUpStep({
      balancer: equal,
      guard: true,
      encoder: mlp({ hidden: [] }),
    });
    const before = [...parameters.dataSync()];
    const weights = new Float32Array(before.length).fill(0);
    tf.tidy(() => {
      parameters.assign(tf.tensor1d(weights));
    });
    const good = read();
    const data = new Float32Array(32).fill(3e38); // Times weights of 0; the sum of slopes is beyond 32 bits.
    const result = await step.run([{ ...good, inputs: { input: { data, shape: [8, 4] } } }], place);
    step.sync();
    expect(result.losses.every((loss) => Number.isFinite(loss))).toBe(true);
    expect(result.skipped).toBe(true);
    expect([...parameters.dataSync()]).toEqual([...weights]);
    await dispose();
  });
});

describe('fit', () => {
  const options = { balancer: equal, encoder: mlp({ hidden: [6] }), epochs: 3, batchSize: 4, seed: 1 };

  it('counts the steps that it leaves out, and goes on', async () => {
    const dataset = broken((row) => row === 7);
    const { model, history } = await fit({ ...options, dataset, onNonFinite: 'skip' });
    expect(history.skipped).toBe(3); // Once an epoch.
    expect(history.steps.filter(({ skipped }) => skipped)).toHaveLength(3);
    expect(history.steps).toHaveLength(30);
    for (const { trainLosses } of history.epochs) expect(trainLosses.every(Number.isFinite)).toBe(true);
    expect(model.weights.parameters.every(Number.isFinite)).toBe(true);
    await model.dispose();
  });

  it('stops at the first of them unless told otherwise', async () => {
    const before = tf.memory().numTensors;
    const failure = fit({ ...options, dataset: broken((row) => row === 7) });
    await expect(failure).rejects.toThrow(NonFiniteError);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(['wasm', 'native'] as const)('leaves nothing of them in graphs that the next uses, on %s', async (engine) => {
    const trained = async (dataset: Dataset): Promise<Float32Array> => {
      const { model } = await fit({ ...options, dataset, engine, onNonFinite: 'skip' });
      const { parameters } = model.weights;
      await model.dispose();
      return parameters;
    };
    await freeLoadedGraphs();
    const alone = await trained(broken(() => false));
    await freeLoadedGraphs();
    await trained(broken((row) => row % 3 === 0));
    expect(await trained(broken(() => false))).toEqual(alone);
  });
});
