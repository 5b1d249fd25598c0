import { describe, expect, it } from 'vitest';

import { type RunConfig, runConfigSchema, runId } from '../../src/runs/run-config.ts';
import { strategyRun } from '../../src/study/study.ts';
import { smallStudy } from '../support/made-up.ts';

const config = strategyRun(smallStudy(), { name: 'equal', text: 'equal' }, 0);

describe('runId', () => {
  it('is the same whatever the order of the keys', () => {
    const shuffled = runConfigSchema.parse(Object.fromEntries(Object.entries(config).reverse()));
    expect(runId(shuffled)).toBe(runId(config));
    expect(runId(config)).toMatch(/^[0-9a-f]{12}$/);
  });

  it.each<[string, Partial<RunConfig>]>([
    ['version', { version: '9.9.9' }],
    ['seed', { seed: 1 }],
    ['tasks', { tasks: ['size', 'digit'] }],
    ['strategy', { strategy: 'gradnorm' }],
    ['engine', { engine: 'wasm' }],
    ['size', { size: 10 }],
    ['trunk', { trunk: { kind: 'mlp', hidden: [5], dropout: 0 } }],
  ])('is another for another %s', (_, change) => {
    expect(runId({ ...config, ...change })).not.toBe(runId(config));
  });
});
