import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';

import type { TrainerView } from '../../src/callbacks/callback.ts';
import type { Dataset, DataSource, Split } from '../../src/data/dataset.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { DataError } from '../../src/errors.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { Trainer } from '../../src/training/trainer.ts';
import { equal, fixed, shortest } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { outcomeOf } from '../support/resume.ts';
import { table } from '../support/tables.ts';

const dataset = table();
const options: FitOptions = {
  dataset,
  encoder: mlp({ hidden: [6] }),
  balancer: shortest,
  epochs: 3,
  batchSize: 10,
  learningRate: 0.02,
  seed: 1,
};

/** The table as a source: what is read, and when. */
function source(read: (rows: Uint32Array) => Split = (rows) => gatherSplit(dataset.splits.train, rows, dataset)): {
  dataset: Dataset;
  log: string[];
} {
  const log: string[] = [];
  const train: DataSource = {
    size: 40,
    async gather(rows) {
      log.push('read');
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push('have');
      return read(rows);
    },
  };
  return { dataset: { ...dataset, splits: { ...dataset.splits, train } }, log };
}

describe('a trainer', () => {
  it('makes its steps one by one, as fit does', async () => {
    const trainer = await Trainer.create(options);
    const seen = [];
    for await (const { step, losses } of trainer) {
      expect(trainer.step).toBe(step + 1);
      seen.push(losses);
    }
    expect([trainer.epoch, trainer.epochs, trainer.steps]).toEqual([3, 3, 12]);
    await trainer.finish();
    const { history, parameters } = await outcomeOf(options);
    expect(seen).toEqual(history.steps.map(({ losses }) => losses));
    expect([...trainer.model.weights.parameters]).toEqual(parameters);
    await trainer.model.dispose();
  });

  it('may be left in the middle', async () => {
    const trainer = await Trainer.create(options);
    for await (const { step } of trainer) if (step === 4) break;
    expect(trainer.history.steps).toHaveLength(5);
    await trainer.dispose();
  });

  it('lets timers in: a signal that one aborts ends a run of quick steps', async () => {
    const reason = new Error('enough');
    const abort = new AbortController();
    setTimeout(() => abort.abort(reason), 100);
    const endless = outcomeOf({ ...options, engine: 'wasm', epochs: 1_000_000, signal: abort.signal });
    await expect(endless).rejects.toBe(reason);
  });

  it('makes no checkpoint in the middle of an epoch', async () => {
    const callback = {
      name: 'mine',
      onBatchEnd: async (_: unknown, run: TrainerView) => {
        await run.checkpoint();
      },
    };
    await expect(outcomeOf({ ...options, callbacks: [callback] })).rejects.toThrow('from the end of an epoch only');
  });

  it('frees everything when a callback fails as it closes its files', async () => {
    const before = tf.memory().numTensors;
    const release = (): void => {
      throw new Error('disk full');
    };
    await expect(fit({ ...options, callbacks: [{ name: 'mine', release }] })).rejects.toThrow('disk full');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps a window of its last steps', async () => {
    const { history } = await outcomeOf({ ...options, epochs: 520 });
    expect(history.steps.length).toBeGreaterThanOrEqual(1000);
    expect(history.steps.length).toBeLessThanOrEqual(2000);
    expect(history.steps.at(-1)?.step).toBe(2079);
    expect(history.steps.map(({ step }) => step)).toEqual(
      Array.from(history.steps, (_, index) => 2080 - history.steps.length + index),
    );
    expect(history.epochs).toHaveLength(520);
  });

  it('leaves the model with its last weights when told so', async () => {
    const weights: number[][] = [];
    const watch = {
      name: 'watch',
      onEpochEnd: (_: unknown, run: Trainer) => void weights.push([...run.weights().parameters]),
    };
    const mine = { ...options, learningRate: 0.8, epochs: 12, callbacks: [watch as never] };
    const best = await outcomeOf(mine);
    const last = await outcomeOf({ ...mine, keep: 'last' });
    expect(best.history.bestEpoch).toBeLessThan(11);
    expect(best.parameters).toEqual(weights[best.history.bestEpoch]);
    expect(last.parameters).toEqual(weights[11]);
  });
});

describe('a source of examples', () => {
  it('gives the run of the same examples in memory', async () => {
    const [there, here] = [await outcomeOf({ ...options, dataset: source().dataset }), await outcomeOf(options)];
    expect(there.history.steps).toEqual(here.history.steps);
  });

  it('is read one batch ahead: the next is on its way while a step is made', async () => {
    const { dataset: mine, log } = source();
    const watch = { name: 'watch', onBatchEnd: () => void log.push('step') };
    await outcomeOf({ ...options, dataset: mine, epochs: 1, callbacks: [watch] });
    const all = log.join(' ');
    expect(all.match(/read/g)?.length).toBe(5); // Four batches, and the first by which the engine is chosen.
    expect(all.startsWith('read have read have read')).toBe(true); // The second batch is asked for before the first step.
    expect(all.indexOf('step')).toBeGreaterThan('read have read have'.length);
  });

  it('fails the run with its own error', async () => {
    const { dataset: mine } = source(() => {
      throw new Error('no such file');
    });
    await expect(outcomeOf({ ...options, dataset: mine })).rejects.toThrow('no such file');
  });

  it.each<[string, (split: Split) => unknown, string]>([
    ['fewer examples', (split) => ({ ...split, size: 9 }), ' values, received '],
    ['no input', (split) => ({ ...split, inputs: {} }), 'the input input must be a Float32Array or an Int32Array'],
    ['no labels', ({ size, inputs }) => ({ size, inputs }), 'labels must be an object, received undefined'],
    ['nothing', () => undefined, 'must be a split, received undefined'],
    [
      'the wrong rows',
      () => gatherSplit(dataset.splits.train, Uint32Array.of(0), dataset),
      '10 examples were asked for, received 1',
    ],
  ])('that returns %s is refused in a sentence', async (_, change, sentence) => {
    const { dataset: mine } = source((rows) => change(gatherSplit(dataset.splits.train, rows, dataset)) as Split);
    const error: unknown = await outcomeOf({ ...options, dataset: mine }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DataError);
    expect(String(error)).toContain(sentence);
  });

  it.each([0, -1, Number.NaN, 1.5])('of size %s is refused', async (size) => {
    const { dataset: mine } = source();
    const train = { ...mine.splits.train, size };
    const sizeless = { ...options, batchSize: undefined as never };
    const failure = outcomeOf({ ...sizeless, dataset: { ...mine, splits: { ...mine.splits, train } } });
    await expect(failure).rejects.toThrow('must have at least one example');
  });

  it('may have batches of one task each: shared parameters stay shared', async () => {
    let count = 0;
    const { dataset: mine } = source((rows) => {
      const split = gatherSplit(dataset.splits.train, rows, dataset);
      const { sum, largest } = split.labels;
      count += 1;
      return { ...split, labels: (count % 2 === 0 ? { sum } : { largest }) as Split['labels'] };
    });
    const mixed = await outcomeOf({ ...options, dataset: mine, balancer: fixed([1, 1]), headPolicy: 'unweighted' });
    for (const { losses, weights } of mixed.history.steps) {
      expect(losses.filter((loss) => loss === null)).toHaveLength(1);
      expect(weights.map((weight) => weight > 0)).toEqual(losses.map((loss) => loss !== null));
    }
    count = 0;
    const gramians = await outcomeOf({ ...options, dataset: mine });
    // The encoder is shared in every batch, and is trained: its gradient is that of the task that is there.
    for (const { gramian, losses } of gramians.history.steps) {
      expect(gramian?.map((row, task) => (row[task] ?? 0) > 0)).toEqual(losses.map((loss) => loss !== null));
    }
  });
});

it('weights of examples weigh their losses: 0 leaves one out, 2 is as good as twice', async () => {
  const { train } = dataset.splits;
  const weigh = (weightOf: (row: number) => number): Dataset => {
    const weight = Float32Array.from({ length: 40 }, (_, row) => weightOf(row));
    const labels = Object.fromEntries(Object.entries(train.labels).map(([task, each]) => [task, { ...each, weight }]));
    return { ...dataset, splits: { ...dataset.splits, train: { ...train, labels } } };
  };
  const run = async (mine: Dataset): Promise<readonly number[]> =>
    (await outcomeOf({ ...options, dataset: mine, balancer: equal, batchSize: 40, keep: 'last' })).parameters;
  const halves = table({ labelled: { sum: (row) => row < 20, largest: (row) => row < 20 } });
  expectClose(await run(weigh((row) => (row < 20 ? 3 : 0))), await run(halves), 1e-5);
  expectClose(await run(weigh(() => 0.25)), await run(dataset), 1e-5);
  expect(await run(weigh((row) => 1 + (row % 2)))).not.toEqual(await run(dataset));
});
