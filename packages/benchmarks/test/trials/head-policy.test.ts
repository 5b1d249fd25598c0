import { describe, expect, it } from 'vitest';

import { executeTrial } from '../../src/trials/execute-trial.ts';
import { trialConfig } from '../../src/trials/trial-config.ts';
import { smallParts } from '../support/made-up.ts';

const config = trialConfig({
  dataset: 'penguins',
  tasks: ['species', 'sex', 'body-mass'],
  strategy: 'krum',
  seed: 0,
  final: true,
  ...smallParts(),
  epochs: 1,
  batchSize: 32,
  learningRate: 0.01,
  diagnoseEvery: 0,
  engine: 'auto',
  threads: 1,
});

describe('a trial’s head policy', () => {
  it('decides how the heads are trained', async () => {
    const lossesOf = async (headPolicy: 'weighted' | 'unweighted') =>
      (await executeTrial({ ...config, headPolicy })).epochs.map(({ trainLosses }) => trainLosses);
    expect(await lossesOf('weighted')).not.toEqual(await lossesOf('unweighted'));
  });
});
