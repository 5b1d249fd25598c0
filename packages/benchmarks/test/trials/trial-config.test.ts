import { adamw, mlp, mmoe } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { type TrialConfig, trialConfigSchema, trialId, type TableSource } from '../../src/trials/trial-config.ts';
import { trialsOf } from '../../src/study/slots.ts';
import { smallStudy } from '../support/made-up.ts';

const [config] = trialsOf(smallStudy());
if (!config) throw new Error('There are trials.');
const table: TableSource = {
  file: 'houses.csv',
  digest: 'ab',
  inputs: [['area', 'numeric']],
  targets: [
    ['digit', 'binary'],
    ['size', 'regression'],
  ],
};

describe('runId', () => {
  it('is the same whatever the order of the keys', () => {
    const shuffled = trialConfigSchema.parse(Object.fromEntries(Object.entries(config).reverse()));
    expect(trialId(shuffled)).toBe(trialId(config));
    expect(trialId(config)).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each<[string, Partial<TrialConfig>]>([
    ['version', { version: '9.9.9' }],
    ['seed', { seed: 1 }],
    ['seed of the split', { splitSeed: 0 }],
    ['purpose', { final: false }],
    ['view of the inputs', { blind: true }],
    ['tasks', { tasks: ['size', 'digit'] }],
    ['strategy', { strategy: 'gradnorm' }],
    ['engine', { engine: 'wasm' }],
    ['size', { size: 10 }],
    ['table', { table: { ...table, digest: 'cd' } }],
    ['kind of an input', { table: { ...table, inputs: [['area', 'categorical']] } }],
    ['rule for missing inputs', { table: { ...table, onMissing: 'error' } }],
    ['encoder', { encoder: mlp({ hidden: [5] }).config }],
    ['architecture', { architecture: mmoe({ experts: 3 }).config }],
    ['optimizer', { optimizer: adamw().config }],
  ])('is another for another %s', (_, change) => {
    expect(trialId({ ...config, table, ...change })).not.toBe(trialId({ ...config, table }));
  });

  it('is the same wherever the file of a table is', () => {
    expect(trialId({ ...config, table: { ...table, file: 'elsewhere/houses.csv' } })).toBe(
      trialId({ ...config, table }),
    );
    expect(trialId({ ...config, table })).not.toBe(trialId(config));
  });
});
