import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Config, mlp, random } from '@equipoise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { settings } from '../../src/profiles/settings.ts';
import { asha } from '../../src/search/pruners/asha.ts';
import { fillSlot } from '../../src/study/fill-slot.ts';
import type { FilledSlot } from '../../src/study/filled-slot.ts';
import { slotsOf } from '../../src/study/slots.ts';
import type { Study } from '../../src/study/study.ts';
import type { Tuning } from '../../src/study/tuning.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { trialMaker } from '../../src/trials/run-trials.ts';
import { openStore } from '../../src/trials/store.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-budget-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const study: Study = smallStudy({
  tasks: [
    { name: 'species', metrics: [{ name: 'accuracy', higherIsBetter: true }] },
    { name: 'sex', metrics: [{ name: 'accuracy', higherIsBetter: true }] },
  ],
  training: { ...settings.penguins, encoder: mlp({ hidden: [8] }).config, epochs: 9 },
  arms: [{ name: 'equal', strategy: 'equal' }],
  seeds: 1,
  engine: 'wasm',
});
const pruner: Config = asha({ min: 1, eta: 2 }).config;
const tuning: Tuning = {
  search: { kind: 'search', name: 'random', options: {} },
  trials: 8,
  training: { learningRate: [0.00001, 0.05] },
};

/** Fills the slot of the arm with models that are really trained. */
async function fill(changes: Partial<Tuning>, execute = executeReally): Promise<FilledSlot> {
  const maker = trialMaker({ store: openStore(folder, expect.unreachable), execute });
  const [slot] = slotsOf(study);
  if (!slot) throw new Error('There is a slot.');
  return await fillSlot(slot, { ...tuning, ...changes }, (config) => maker.make(config));
}

const made: TrialResult[] = [];

async function executeReally(config: TrialConfig): Promise<TrialResult> {
  const result = await executeTrial(config);
  made.push(result);
  return result;
}

/** What does not differ when a trial is made again. */
function lasting({ result, trials }: FilledSlot): unknown {
  const { msPerStep, ...rest } = result;
  return msPerStep > 0 ? { rest, trials } : undefined;
}

describe('a slot whose search has a pruner', () => {
  it('stops trials that are behind those before them, and tests a trial that ran to its end', async () => {
    made.length = 0;
    const { result, trials } = await fill({ pruner });
    expect(trials).toBe(8);
    const searched = made.filter(({ config }) => !config.final);
    const pruned = searched.filter(({ prunedAt }) => prunedAt !== undefined);
    expect(pruned.length).toBeGreaterThan(0);
    for (const { prunedAt, epochs } of pruned) {
      expect([1, 2, 4, 8]).toContain(prunedAt);
      expect(epochs).toHaveLength(prunedAt ?? 0);
    }
    // A stopped trial was not the best of those that had come to the same epoch.
    for (const { prunedAt = 0, epochs } of pruned) {
      const least = (rows: TrialResult['epochs']): number =>
        Math.min(...rows.slice(0, prunedAt).map(({ monitored }) => monitored));
      const others = searched.filter((other) => other.epochs.length >= prunedAt);
      expect(least(epochs)).toBeGreaterThan(Math.min(...others.map((other) => least(other.epochs))));
    }
    expect(searched[0]?.prunedAt).toBeUndefined();
    expect(result.prunedAt).toBeUndefined();
    expect(result.config.pruning).toBeUndefined();
    expect(result.epochs).toHaveLength(9);
  });

  it('goes on from any place where it was stopped, to the same end', async () => {
    const unbroken = lasting(await fill({ pruner }));
    const trials = join(folder, 'trials');
    const names = readdirSync(trials).sort();
    const stream = random(5);
    for (let round = 0; round < 3; round += 1) {
      for (const name of names) if (stream.next() < 0.4) rmSync(join(trials, name), { force: true });
      expect(lasting(await fill({ pruner }))).toEqual(unbroken);
      expect(readdirSync(trials).sort()).toEqual(names);
    }
  });

  it('has the numbers of a search without one, as far as its trials go', async () => {
    made.length = 0;
    await fill({ pruner });
    const withPruner = made.filter(({ config }) => !config.final);
    made.length = 0;
    await fill({});
    const whole = made.filter(({ config }) => !config.final);
    for (const [index, { epochs }] of withPruner.entries()) {
      expect(whole[index]?.epochs.slice(0, epochs.length)).toEqual(epochs);
    }
  });
});

describe('a slot whose search has seconds', () => {
  /** A training of 2 steps of half a second each; better from trial to trial, with its best epoch in the middle. */
  const execute = (config: TrialConfig): Promise<TrialResult> => {
    const result = madeUpResult(config, () => ({ species: { accuracy: 1 }, sex: { accuracy: 1 } }));
    return Promise.resolve({ ...result, msPerStep: 500 });
  };

  it.each([
    { seconds: 0.5, trials: 1 },
    { seconds: 3, trials: 3 },
    { seconds: 3.5, trials: 4 },
    { seconds: 100, trials: 8 },
  ])('begins no trial after $seconds s: $trials of 1 s each', async ({ seconds, trials }) => {
    const filled = await fill({ seconds }, execute);
    expect(filled).toMatchObject({ trials, seconds: trials });
    expect(readdirSync(join(folder, 'trials'))).toHaveLength(trials + 1);
  });

  it('makes the same trials when it goes on, by the times that were recorded', async () => {
    const first = await fill({ seconds: 3 }, execute);
    const again = await fill({ seconds: 3 }, () => Promise.reject(new Error('all are kept')));
    expect(again).toEqual(first);
  });
});
