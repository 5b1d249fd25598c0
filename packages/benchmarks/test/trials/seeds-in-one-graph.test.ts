import { type Config, freeLoadedGraphs, mlp, optimizerFromConfig, parsePart } from '@equipoise/core';
import { beforeAll, describe, expect, it } from 'vitest';

import { settings } from '../../src/profiles/settings.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { type TrialConfig, trialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';

type Engine = TrialConfig['engine'];

const tasks = ['species', 'island', 'sex', 'body-mass'];

function optimizer(text: string): Config {
  return optimizerFromConfig({ kind: 'optimizer', ...parsePart(text) }).config;
}

function trial(seed: number, changes: Partial<TrialConfig>): TrialConfig {
  const encoder = mlp({ hidden: [16], dropout: 0.2 }).config;
  return trialConfig({
    dataset: 'penguins',
    tasks,
    strategy: 'equal',
    seed,
    final: true,
    ...settings.penguins,
    encoder,
    epochs: 3,
    diagnoseEvery: 4,
    engine: 'wasm',
    threads: 1,
    ...changes,
  });
}

/** A trial, and what it leaves without its times. */
async function left(config: TrialConfig): Promise<Omit<TrialResult, 'msPerStep'>> {
  const { msPerStep, ...rest } = await executeTrial(config);
  expect(msPerStep).toBeGreaterThan(0);
  return rest;
}

/** Nothing but losses, Gramians, elementwise transforms with random numbers, several batches a step, losses after the step. */
const strategies = ['uncertainty', 'gradnorm', 'pcgrad', 'nash-mtl', 'graddrop', 'adatask', 'moml', 'famo'];
const optimizers = ['adam', 'sgd(momentum=0.9)', 'adamw(weightDecay=0.01)', 'lion'];
const cases = [
  ...strategies.map((strategy) => ({ strategy, optimizer: 'adam' })),
  ...optimizers.slice(1).map((name) => ({ strategy: 'equal', optimizer: name })),
];

describe.each<Engine>(['wasm', 'native'])('a trial on %s', (engine) => {
  beforeAll(freeLoadedGraphs);

  it.each(cases)('has the bits that it has alone after other seeds: $strategy, $optimizer', async (parts) => {
    const changes = { engine, strategy: parts.strategy, optimizer: optimizer(parts.optimizer) };
    await freeLoadedGraphs();
    const alone = await left(trial(1, changes));
    for (const seed of [0, 2]) await executeTrial(trial(seed, changes));
    expect(await left(trial(1, changes))).toEqual(alone);
  });

  it('has the bits that it has alone after another seed whose losses are not finite', async () => {
    await freeLoadedGraphs();
    const alone = await left(trial(1, { engine }));
    await freeLoadedGraphs();
    await executeTrial(trial(0, { engine }));
    await expect(executeTrial(trial(2, { engine, learningRate: 1e30 }))).rejects.toThrow(/is NaN/);
    expect(await left(trial(1, { engine }))).toEqual(alone);
  });
});
