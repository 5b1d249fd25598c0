import { mlpHead } from '@equipoise/core';
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

describe('a trial’s head', () => {
  it('has the hidden layer of its configuration', async () => {
    const parametersOf = async (head?: ReturnType<typeof mlpHead>['config']) =>
      (await executeTrial({ ...config, strategy: 'equal', ...(head && { head }) })).parameters;
    // From 4 features to o outputs: 4o + o, and with 8 units between 4·8 + 8 + 8o + o; the tasks have 3, 1 and 1 outputs.
    const more = (await parametersOf(mlpHead({ hidden: [8] }).config)) - (await parametersOf());
    expect(more).toBe(3 * 40 + 4 * 5);
  });
});
