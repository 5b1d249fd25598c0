import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Dataset, mlp, random, regression, type Split } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { holdOut, splitSizes } from '../../src/final/held-out.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { type TrialConfig, trialConfig } from '../../src/trials/trial-config.ts';
import { smallParts } from '../support/made-up.ts';

function split(seed: number): Split {
  const stream = random(seed);
  const numbers = (length: number): Float32Array => Float32Array.from({ length }, () => stream.next());
  return {
    size: 40,
    inputs: { x: numbers(80) },
    labels: { sum: { values: numbers(40) }, difference: { values: numbers(40) } },
  };
}

/** A data set that counts how often anybody reaches for its test split. */
function watched(): { readonly dataset: Dataset; readonly reads: () => number } {
  let reads = 0;
  const test = split(3);
  const examples = {
    get inputs() {
      reads += 1;
      return test.inputs;
    },
    get labels() {
      reads += 1;
      return test.labels;
    },
    size: test.size,
  };
  const dataset: Dataset = {
    name: 'forty',
    inputs: { x: { shape: [2], dtype: 'float32' } },
    tasks: ['sum', 'difference'].map((name) => ({ name, kind: regression() })),
    splits: { train: split(1), validation: split(2), test: examples },
  };
  return { dataset, reads: () => reads };
}

function config(change: Partial<TrialConfig> = {}): TrialConfig {
  return trialConfig({
    ...smallParts(),
    dataset: 'forty',
    tasks: ['sum', 'difference'],
    strategy: 'equal',
    seed: 0,
    final: false,
    epochs: 4,
    batchSize: 8,
    learningRate: 0.05,
    diagnoseEvery: 0,
    engine: 'wasm',
    threads: 1,
    ...change,
  });
}

describe('the test split', () => {
  it('is never read by a trial of a search, whose result has no test metrics', async () => {
    const { dataset, reads } = watched();
    const result = await executeTrial(config(), { load: () => Promise.resolve(dataset) });
    expect([reads(), result.test, result.examples.testSplit]).toEqual([0, {}, '']);
    expect(Object.values(result.ownEpochs).map(({ test }) => test)).toEqual([{}, {}]);
  });

  it('is read by a final trial, which is trained and chosen as a trial of a search is', async () => {
    const { dataset, reads } = watched();
    const load = (): Promise<Dataset> => Promise.resolve(dataset);
    const [searched, final] = [
      await executeTrial(config(), { load }),
      await executeTrial(config({ final: true }), { load }),
    ];
    expect(reads()).toBeGreaterThan(0);
    expect(Object.keys(final.test)).toEqual(['sum', 'difference']);
    expect([final.bestEpoch, final.epochs, final.validation]).toEqual([
      searched.bestEpoch,
      searched.epochs,
      searched.validation,
    ]);
  });

  it('is out of reach of what is trained', () => {
    const { dataset } = watched();
    expect(Object.keys(holdOut(dataset).development.splits)).toEqual(['train', 'validation']);
  });

  it('is named in no file of studies but where it is held out and where it is blinded', () => {
    const folder = new URL('../../src', import.meta.url).pathname;
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(study|trials|final|report|terminal|search|compare)\b.*\.ts$/.test(file),
    );
    const reading = files.filter((file) =>
      /splits\.test|\btest\b[^\n]*= [^\n]*\.splits\b/.test(readFileSync(join(folder, file), 'utf8')),
    );
    expect(reading.sort()).toEqual(['final/held-out.ts', 'trials/blind.ts']);
  });

  it('has a digest by which splits are told apart', () => {
    const { dataset } = watched();
    const other = { ...dataset, splits: { ...dataset.splits, test: split(4) } };
    expect(splitSizes(dataset, true)).toMatchObject({ train: 40, validation: 40, test: 40 });
    expect(splitSizes(dataset, true).testSplit).toBe(splitSizes(watched().dataset, true).testSplit);
    expect(splitSizes(dataset, true).testSplit).not.toBe(splitSizes(other, true).testSplit);
  });
});

describe('own epochs', () => {
  it('are those of the least validation loss of each task; of one task alone, the best epoch', async () => {
    const { dataset } = watched();
    const load = (): Promise<Dataset> => Promise.resolve(dataset);
    const alone = await executeTrial(config({ tasks: ['sum'], final: true, epochs: 8 }), { load });
    expect(alone.ownEpochs.sum).toEqual({
      epoch: alone.bestEpoch,
      validation: alone.validation.sum,
      test: alone.test.sum,
    });
    const both = await executeTrial(config({ final: true, epochs: 8 }), { load });
    for (const [task, own] of Object.entries(both.ownEpochs)) {
      expect(own.validation).toEqual(both.epochs[own.epoch]?.validation[task]);
      // Of a regression the least loss is the least RMSE.
      const errors = both.epochs.map(({ validation }) => validation[task]?.rmse ?? Number.NaN);
      expect(own.epoch).toBe(errors.indexOf(Math.min(...errors)));
    }
  });
});

describe('floors', () => {
  it('a blind trial learns the best constant prediction, the mean', async () => {
    const { dataset } = watched();
    const load = (): Promise<Dataset> => Promise.resolve(dataset);
    const result = await executeTrial(config({ blind: true, final: true, epochs: 60 }), { load });
    const { train, test } = dataset.splits;
    if (!('labels' in train) || !test) throw new Error('It has examples in memory.');
    const [known, measured] = [train.labels.sum?.values ?? [], test.labels.sum?.values ?? []];
    const mean = Array.from(known).reduce((a, b) => a + b, 0) / known.length;
    const rmse = Math.sqrt(Array.from(measured).reduce((sum, value) => sum + (value - mean) ** 2, 0) / measured.length);
    expect(result.ownEpochs.sum?.test.rmse).toBeCloseTo(rmse, 1);
  });

  it('a linear model has no hidden layer', async () => {
    const { dataset } = watched();
    const linear = config({ encoder: mlp({ hidden: [] }).config, final: true });
    const { parameters } = await executeTrial(linear, { load: () => Promise.resolve(dataset) });
    expect(parameters).toBe(2 * (2 + 1));
  });
});
