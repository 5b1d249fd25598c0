import { describe, expect, it } from 'vitest';

import type { Dataset, DataSource } from '../../src/data/dataset.ts';
import { multiSource } from '../../src/data/multi-source.ts';
import { gatherSplit } from '../../src/data/split-source.ts';
import { mlp } from '../../src/encoders/mlp.ts';
import type { Sampler } from '../../src/samplers/sampler.ts';
import { uniformSampling } from '../../src/samplers/uniform.ts';
import { fit } from '../../src/training/fit.ts';
import type { FitOptions } from '../../src/training/fit-options.ts';
import { equal, shortest } from '../support/balancers.ts';
import { brokenOff, from, outcomeOf } from '../support/resume.ts';
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

/** A sampler that gives the source with the larger loss more, and remembers the last losses. */
const byLoss: Sampler<readonly number[]> = {
  config: { kind: 'sampler', name: 'by-loss', options: {} },
  init: (sizes) => sizes.map(() => 1),
  shares: (_, state) => state,
  afterStep: ({ losses }, state) =>
    state.map((last, source) => {
      const seen = losses[source] ?? [];
      return seen.length > 0 ? 0.1 + seen.reduce((sum, loss) => sum + loss, 0) : last;
    }),
};

describe('the order of examples', () => {
  it('goes through a source once before any example comes again, over the ends of epochs', async () => {
    const seen: Record<'table' | 'signs', number[]> = { table: [], signs: [] };
    const sources = twoSources({ first: 21, second: 9 });
    const dataset = multiSource({
      name: 'both',
      sources: { table: watched(sources.table, seen.table), signs: watched(sources.signs, seen.signs) },
    });
    const { model } = await fit({
      ...usual,
      dataset,
      sampler: uniformSampling(),
      batchSize: 7,
      sourcesPerBatch: 'one',
    });
    await model.dispose();
    const [ofTable, ofSigns] = [seen.table.slice(7), seen.signs]; // The first batch of the table chooses the engine.
    expect(ofTable.length + ofSigns.length).toBe(3 * 4 * 7);
    for (const [rows, size] of [
      [ofTable, 21],
      [ofSigns, 9],
    ] as const) {
      expect(rows.length).toBeGreaterThan(size);
      for (let pass = 0; (pass + 1) * size <= rows.length; pass += 1) {
        expect(new Set(rows.slice(pass * size, (pass + 1) * size)).size).toBe(size);
      }
    }
  });

  it('draws sources as often as their shares say, with one in a batch', async () => {
    const options = { ...usual, dataset: ownInputs, sourcesPerBatch: 'one', epochs: 60 } as const;
    const { history, model } = await fit(options);
    await model.dispose();
    const ofTable = history.steps.filter(({ losses }) => losses[0] !== null).length;
    expect(history.steps).toHaveLength(600);
    expect(Math.abs(ofTable / 600 - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 600)); // Four standard errors.
  });
});

describe('resuming', () => {
  const runs: readonly (readonly [string, Partial<FitOptions>])[] = [
    ['several in a batch', { dataset: ownInputs }],
    ['one in a batch, a rule on the Gramian', { dataset: sharedInput, sourcesPerBatch: 'one', balancer: shortest }],
    ['a sampler with a state', { dataset: ownInputs, sampler: byLoss }],
    ['examples that are fetched', { dataset: fetched(), sampler: uniformSampling(), sourcesPerBatch: 'one' }],
  ];
  it.each(runs)('a run goes on bit by bit: %s', async (_, special) => {
    const options = { ...usual, dataset: ownInputs, ...special };
    const resume = await brokenOff(options, 26);
    expect(await outcomeOf({ ...options, resume })).toEqual(from(await outcomeOf(options), 2));
  });

  it('refuses a checkpoint of another sampler, or without its sources', async () => {
    const options = { ...usual, dataset: ownInputs };
    const resume = await brokenOff(options, 16);
    await expect(fit({ ...options, resume, sampler: uniformSampling() })).rejects.toThrow('sampling.sampler.name');
    const state = { ...resume.state, sources: undefined };
    await expect(fit({ ...options, resume: { ...resume, state } })).rejects.toThrow(
      'a whole checkpoint, with the drawn examples of table, signs',
    );
  });
});

/** A data set whose training examples are fetched, and the rows that were asked for. */
function watched(dataset: ReturnType<typeof twoSources>['table'], rows: number[]): Dataset {
  const { train } = dataset.splits;
  const source: DataSource = {
    size: train.size,
    gather: (indices) => {
      rows.push(...indices);
      return Promise.resolve(gatherSplit(train, indices, dataset));
    },
  };
  return { ...dataset, splits: { ...dataset.splits, train: source } };
}

function fetched(): Dataset {
  const { table, signs } = twoSources();
  return multiSource({ name: 'both', sources: { table: watched(table, []), signs } });
}
