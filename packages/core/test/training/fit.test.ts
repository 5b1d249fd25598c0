import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { Dataset } from '../../src/data/dataset.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { random } from '../../src/random.ts';
import { selectTasks } from '../../src/data/select-tasks.ts';
import { fit, type Fitted } from '../../src/training/fit.ts';
import { earlyStopping } from '../../src/callbacks/early-stopping.ts';
import { type FitProgress, onProgress } from '../../src/callbacks/progress.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, inverseLoss, recording, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { table } from '../support/tables.ts';

const small: FitOptions = {
  dataset: table(),
  encoder: mlp({ hidden: [6] }),
  balancer: shortest,
  epochs: 3,
  batchSize: 10,
  learningRate: 0.02,
  seed: 1,
};

/** What a run left behind, with its clock taken out. */
async function run(
  options: Partial<FitOptions> = {},
): Promise<Pick<Fitted, 'history' | 'engine'> & { parameters: number[] }> {
  const { model, history, engine } = await fit({ ...small, ...options });
  const parameters = [...model.parameters.dataSync()];
  await model.dispose();
  return {
    parameters,
    engine,
    history: { ...history, steps: history.steps.map((step) => ({ ...step, milliseconds: 0 })) },
  };
}

describe('the seed', () => {
  it('gives the same bits twice, noise included', async () => {
    const encoder = mlp({ hidden: [8], dropout: 0.3 });
    expect(await run({ encoder })).toEqual(await run({ encoder }));
  });

  it('gives another run for another seed', async () => {
    const [one, other] = [await run(), await run({ seed: 2 })];
    expect(one.history.steps[0]?.losses).not.toEqual(other.history.steps[0]?.losses);
    expect(one.parameters).not.toEqual(other.parameters);
  });

  it('gives the same run with and without diagnosis', async () => {
    const encoder = mlp({ hidden: [8], dropout: 0.3 });
    const [blind, looking] = [
      await run({ balancer: equal, encoder }),
      await run({ balancer: equal, encoder, diagnoseEvery: 5 }),
    ];
    expect(looking.parameters).toEqual(blind.parameters);
    expect(looking.history.steps.flatMap(({ step, gramian }) => (gramian ? [step] : []))).toEqual([0, 5, 10]);
    expect(blind.history.steps.some(({ gramian }) => gramian)).toBe(false);
  });
});

it('gives the same losses on every engine', async () => {
  // Single precision throughout, summed in another order: after 12 steps the runs are a few hundred-thousandths apart.
  const native = await run({ engine: 'native' });
  for (const engine of ['wasm', 'eager'] as const) {
    const other = await run({ engine });
    expect(other.engine).toBe(engine);
    other.history.steps.forEach(({ losses }, index) =>
      expectClose(losses.map(Number), native.history.steps[index]?.losses.map(Number) ?? [], 1e-4),
    );
    expectClose(other.parameters, native.parameters, 1e-3);
  }
});

describe('the history', () => {
  it('has every step and epoch', async () => {
    const { history } = await run();
    expect(history.tasks).toEqual(['sum', 'largest']);
    expect(history.steps.map(({ step, epoch }) => [step, epoch])).toEqual(
      Array.from({ length: 12 }, (_, step) => [step, Math.floor(step / 4)]),
    );
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
    expect(history.statuses).toEqual({ solved: 12, degenerate: 0, fallback: 0 });
    history.epochs.forEach(({ trainLosses }, epoch) => {
      const steps = history.steps.filter((step) => step.epoch === epoch);
      const means = [0, 1].map(
        (task) => steps.reduce((sum, { losses }) => sum + Number(losses[task]), 0) / steps.length,
      );
      expectClose(trainLosses, means, 1e-12);
    });
  });

  it('is of whole batches, or of one that is the whole split', async () => {
    expect((await run({ batchSize: 15 })).history.steps).toHaveLength(3 * 2);
    expect((await run({ batchSize: 40 })).history.steps).toHaveLength(3);
    const { batchSize, ...rest } = small;
    const { model, history } = await fit(rest); // The default, 128, is more than there are.
    expect(batchSize).toBeLessThan(40);
    expect(history.steps).toHaveLength(3);
    expect((await run({ batchSize: 40 })).parameters).toEqual([...model.parameters.dataSync()]);
    await model.dispose();
  });

  it('ends with the evaluation on the validation split', async () => {
    const { model, history } = await fit(small);
    expect(history.bestEpoch).toBe(2);
    expect(await model.evaluate(small.dataset.splits.validation)).toEqual(history.epochs[2]?.validation);
    await model.dispose();
  });

  it('shows that the losses decrease', async () => {
    const { history } = await run({ epochs: 60, balancer: equal });
    const last = history.epochs[history.bestEpoch];
    expect(last?.validation.metrics.sum?.r2).toBeGreaterThan(0.9);
    expect(last?.validation.metrics.largest?.accuracy).toBeGreaterThan(0.7);
  });
});

describe('labels that are missing', () => {
  it('leave a task out of the batches without its labels only', async () => {
    const dataset = table({ labelled: { sum: (example) => example % 13 === 0 } });
    const { balancer, seen, epochs } = recording(inverseLoss);
    const { history } = await run({ dataset, balancer, batchSize: 4 });
    const missing = history.steps.filter(({ losses }) => losses[0] === null);
    expect(missing.length).toBeGreaterThan(10);
    expect(missing.length).toBeLessThan(30);
    history.steps.forEach(({ losses, weights }, step) => {
      const tasks = losses.flatMap((loss, task) => (loss === null ? [] : [task]));
      expect(seen[step]).toEqual({
        tasks,
        losses: tasks.map((task) => losses[task]),
        progress: { step, epoch: Math.floor(step / 10), epochs: 3 },
      });
      if (losses[0] === null) expect(weights[0]).toBe(0);
    });
    expect(epochs).toEqual(history.epochs.map(({ trainLosses }) => trainLosses));
    const known = history.steps.slice(0, 10).flatMap(({ losses: [loss] }) => (typeof loss === 'number' ? [loss] : []));
    expectClose([epochs[0]?.[0] ?? NaN], [known.reduce((sum, loss) => sum + loss, 0) / known.length], 1e-12);
  });

  it.each(['native', 'eager'] as const)(
    'are never read, whatever stands in their place, on the engine %s',
    async (engine) => {
      const dataset = table({ labelled: { sum: (example) => example % 3 > 0, largest: (example) => example % 4 > 0 } });
      const { train } = dataset.splits;
      const labels = Object.fromEntries(
        Object.entries(train.labels).map(([task, { values, mask = new Uint8Array() }]) => [
          task,
          {
            values: values.map((value, example) => (mask[example] === 1 ? value : task === 'sum' ? NaN : 99)),
            mask,
          },
        ]),
      );
      const odd = { ...dataset, splits: { ...dataset.splits, train: { ...train, labels } } };
      expect(await run({ dataset: odd, engine })).toEqual(await run({ dataset, engine }));
    },
  );
});

it('trains a task alone as if its weight were 1, with all parameters shared', async () => {
  const dataset = selectTasks(small.dataset, ['largest']);
  const { history, parameters } = await run({ dataset });
  expect(history.tasks).toEqual(['largest']);
  expect(history.steps.every(({ weights: [weight] }) => weight === 1)).toBe(true);
  // (4 + 1) × 6 of the encoder, (6 + 1) × 3 of the head.
  expect(parameters).toHaveLength(51);
  expect((await run({ dataset, balancer: equal })).parameters).toEqual(parameters);
  expect((await run({ dataset, balancer: equal, headPolicy: 'unweighted' })).parameters).toEqual(parameters);
});

describe('the choice of the epoch', () => {
  /** Labels of the validation split that have nothing to do with those of the training split: learning makes it worse. */
  function unrelated(): Dataset {
    const dataset = table();
    const { validation } = dataset.splits;
    const noise = random(3);
    const labels = {
      sum: { values: Float32Array.from({ length: validation.size }, () => noise.normal()) },
      largest: { values: Float32Array.from({ length: validation.size }, () => noise.integer(3)) },
    };
    return { ...dataset, splits: { ...dataset.splits, validation: { ...validation, labels } } };
  }

  it('restores the parameters of the best epoch, and stops when patience ends', async () => {
    const dataset = unrelated();
    const { model, history } = await fit({
      ...small,
      dataset,
      epochs: 100,
      learningRate: 0.05,
      callbacks: [earlyStopping({ patience: 4 })],
    });
    const criteria = history.epochs.map(({ monitored }) => monitored);
    expect(history.bestEpoch).toBe(criteria.indexOf(Math.min(...criteria)));
    expect(history.epochs).toHaveLength(history.bestEpoch + 1 + 4);
    expect(history.epochs.length).toBeLessThan(100);
    expect(await model.evaluate(dataset.splits.validation)).toEqual(history.epochs[history.bestEpoch]?.validation);
    await model.dispose();
  });

  it('runs all epochs without patience, and still restores the best', async () => {
    const options = { ...small, dataset: unrelated(), learningRate: 0.05 };
    const { model, history } = await fit({ ...options, epochs: 30 });
    expect(history.epochs).toHaveLength(30);
    expect(history.bestEpoch).toBeLessThan(29);
    const shorter = await run({ ...options, epochs: history.bestEpoch + 1 });
    expect([...model.parameters.dataSync()]).toEqual(shorter.parameters);
    await model.dispose();
  });
});

describe('progress', () => {
  it('is reported after every step, with the epoch record after the last', async () => {
    const told: FitProgress[] = [];
    const { history } = await run({ callbacks: [onProgress((progress) => told.push(progress))] });
    expect(told.map(({ step, steps }) => [step, steps])).toEqual(
      Array.from({ length: 12 }, (_, step) => [step + 1, 12]),
    );
    expect(told.map(({ epochEnded }) => epochEnded?.epoch)).toEqual(
      [0, 1, 2].flatMap((epoch) => [undefined, undefined, undefined, epoch]),
    );
    expect(told[11]?.epochEnded).toEqual(history.epochs[2]);
  });

  it('ends where the signal says so, with its reason', async () => {
    const stop = new AbortController();
    const told: number[] = [];
    const tell = ({ step }: FitProgress): void => {
      told.push(step);
      if (step === 5) stop.abort(new Error('enough'));
    };
    const before = tf.memory().numTensors;
    await expect(run({ callbacks: [onProgress(tell)], signal: stop.signal })).rejects.toThrow('enough');
    expect(told).toEqual([1, 2, 3, 4, 5]);
    expect(tf.memory().numTensors).toBe(before);
    await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });
});
