import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import type { Dataset } from '../../src/data/dataset.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import { loadModel } from '../../src/model-file/load-model.ts';
import { sgd } from '../../src/optimizers/sgd.ts';
import { roundRobinSampling } from '../../src/samplers/round-robin.ts';
import type { Sampler } from '../../src/samplers/sampler.ts';
import { temperatureSampling } from '../../src/samplers/temperature.ts';
import { uniformSampling } from '../../src/samplers/uniform.ts';
import { fit } from '../../src/training/fit.ts';
import { equal, inverseLoss, recording } from '../support/balancers.ts';
import { expectClose } from '../support/expect-close.ts';
import { outcomeOf } from '../support/resume.ts';
import { twoSources } from '../support/two-sources.ts';

const usual = {
  balancer: equal,
  encoder: mlp({ hidden: [5] }),
  batchSize: 8,
  epochs: 3,
  seed: 5,
  engine: 'wasm',
} as const;
const ownInputs = multiSource({ name: 'both', sources: twoSources() });
const sharedInput = multiSource({ name: 'both', sources: twoSources({ input: 'shared' }) });

/** A sampler that takes every batch from one source. */
const only = (chosen: number): Sampler => ({
  config: { kind: 'sampler', name: 'only', options: { chosen } },
  shares: ({ sizes }) => sizes.map((_, source) => Number(source === chosen)),
});

describe('training on several sources', () => {
  it.each(['one', 'several'] as const)(
    'learns the tasks of all, and measures each source: %s',
    async (sourcesPerBatch) => {
      const { test } = ownInputs.splits;
      const options = { ...usual, dataset: ownInputs, sampler: uniformSampling(), sourcesPerBatch };
      const { model } = await fit({ ...options, encoder: mlp(), epochs: 40, learningRate: 0.02 });
      const all = await model.evaluate(test);
      expect(all.metrics.largest?.accuracy).toBeGreaterThan(0.8);
      expect(all.metrics.positive?.accuracy).toBeGreaterThan(0.65);
      const one = await model.evaluate(test?.parts.signs);
      expect(one.metrics.positive).toEqual(all.metrics.positive);
      expect(one.losses.sum).toBeNaN();
      const inputs = test?.parts.signs?.inputs ?? {};
      const outputs = await model.predict(inputs, { tasks: ['positive'] });
      expect(Object.keys(outputs)).toEqual(['positive']);
      await expect(model.predict(inputs)).rejects.toThrow('predict: the input shared must be');
      await expect(model.predict(inputs, { tasks: ['positiv'] })).rejects.toThrow('(did you mean positive?)');
      const folder = mkdtempSync(join(tmpdir(), 'equipoise-sources-'));
      model.save(join(folder, 'model.safetensors'));
      const loaded = loadModel(join(folder, 'model.safetensors'), { engine: 'wasm' });
      expect(await loaded.predict(inputs, { tasks: ['positive'] })).toEqual(outputs);
      await Promise.all([model.dispose(), loaded.dispose()]);
      rmSync(folder, { recursive: true });
    },
  );

  it.each([
    ['own inputs', ownInputs],
    ['a shared input', sharedInput],
  ])('a step on several sources goes along the sum of what they give alone: %s', async (_, dataset) => {
    const options = {
      ...usual,
      dataset,
      optimizer: sgd(),
      learningRate: 1,
      batchSize: 80,
      epochs: 1,
      keep: 'last',
    } as const;
    const changes = async (sampler: Sampler, batchSize: number): Promise<readonly number[]> => {
      const start = await outcomeOf({ ...options, sampler, batchSize, learningRate: 1e-12 });
      const { parameters } = await outcomeOf({ ...options, sampler, batchSize });
      return parameters.map((value, index) => value - (start.parameters[index] ?? NaN));
    };
    const together = await changes(temperatureSampling({ temperature: 1 }), 80); // All 60 and all 20 examples.
    const [table, signs] = [await firstStep(dataset, 0, 60), await firstStep(dataset, 1, 20)];
    expect(Math.max(...together.map(Math.abs))).toBeGreaterThan(0.1);
    expectClose(
      together,
      table.map((value, index) => value + (signs[index] ?? NaN)),
      1e-5,
    );
  });

  it('absent tasks leave the state of the strategy alone, and the shared parameters are the same', async () => {
    const { balancer, seen } = recording(inverseLoss);
    const options = { ...usual, dataset: sharedInput, balancer, sampler: roundRobinSampling() };
    const { model, history } = await fit({ ...options, epochs: 1 });
    expect(seen.map(({ tasks }) => tasks)).toEqual(
      Array.from({ length: 10 }, (_, step) => (step % 2 === 0 ? [0, 1] : [2])),
    );
    expect(history.steps[1]?.losses.slice(0, 2)).toEqual([null, null]);
    expect(history.steps[1]?.weights.slice(0, 2)).toEqual([0, 0]);
    const shared = model.graph.parameters.filter((_, index) => model.graph.partition.shared[index]);
    expect(shared.map(({ path }) => path)).toEqual(['encoder/dense-0/kernel', 'encoder/dense-0/bias']);
    await model.dispose();
  });
});

describe('options about sources', () => {
  it('are refused where there is one source, or where they do not fit', async () => {
    const { table } = twoSources();
    await expect(fit({ ...usual, dataset: table, sampler: uniformSampling() })).rejects.toThrow(
      'fit: option `sampler` must be left out for a data set that multiSource did not make, received "uniform".',
    );
    await expect(fit({ ...usual, dataset: table, sourcesPerBatch: 'one' })).rejects.toThrow(
      '`sourcesPerBatch` must be left out',
    );
    await expect(fit({ ...usual, dataset: ownInputs, batchSize: 1 })).rejects.toThrow('`batchSize` must be at least 2');
    const wrong = { ...only(0), shares: () => [1] };
    await expect(fit({ ...usual, dataset: ownInputs, sampler: wrong })).rejects.toThrow(
      'sampler only: must answer 2 shares of at least 0, answered [1].',
    );
  });

  it('say which inputs keep a batch from having several sources', async () => {
    const { table, signs } = twoSources({ input: 'shared' });
    const wide = { ...signs, inputs: { ...signs.inputs, more: { shape: [1], dtype: 'float32' } } } as Dataset;
    const dataset = multiSource({ name: 'both', sources: { table, signs: wide } });
    await expect(fit({ ...usual, dataset })).rejects.toThrow(
      "must be 'one' where the inputs of positive are of different sources (more is of signs, shared is of table, signs)",
    );
  });
});

/** How far a step on all examples of one source moves the parameters. */
async function firstStep(dataset: Dataset, source: number, batchSize: number): Promise<readonly number[]> {
  const options = {
    ...usual,
    dataset,
    batchSize,
    sampler: only(source),
    optimizer: sgd(),
    epochs: 1,
    keep: 'last',
  } as const;
  const runs = [1e-12, 1].map(async (learningRate) => {
    const { model } = await fit({
      ...options,
      learningRate,
      callbacks: [
        {
          name: 'once',
          onBatchEnd: (_, run) => {
            run.stop('once');
          },
        },
      ],
    });
    const { parameters } = model.weights;
    await model.dispose();
    return [...parameters];
  });
  const [start = [], end = []] = await Promise.all(runs);
  return end.map((value, index) => value - (start[index] ?? NaN));
}
