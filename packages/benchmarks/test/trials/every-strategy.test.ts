import { strategies } from '@equipoise/weighting';
import { describe, expect, it } from 'vitest';

import { executeTrial } from '../../src/trials/execute-trial.ts';
import { trialConfig } from '../../src/trials/trial-config.ts';
import { smallParts } from '../support/made-up.ts';

describe('every strategy of the registry', () => {
  it.each(Object.keys(strategies))('%s learns from penguins, and never gives up', async (strategy) => {
    const config = trialConfig({
      dataset: 'penguins',
      tasks: ['species', 'sex', 'body-mass'],
      strategy,
      seed: 0,
      final: true,
      ...smallParts({ hidden: [8], dropout: 0.1 }),
      epochs: 2,
      batchSize: 64,
      learningRate: 0.005,
      diagnoseEvery: 4,
      engine: 'auto',
      threads: 1,
    });
    const { engine, epochs, statuses, trace } = await executeTrial(config);
    expect(engine).not.toBe('eager'); // Every op of its plan is translated.
    const [first, second] = epochs.map(({ monitored }) => monitored);
    expect(second).toBeLessThan(first ?? Number.NaN);
    expect(statuses.fallback ?? 0).toBe(0);
    expect((statuses.solved ?? 0) + (statuses.degenerate ?? 0)).toBeGreaterThan(0);
    expect(trace.points.flatMap(({ weights }) => weights).every(Number.isFinite)).toBe(true);
  });
});
