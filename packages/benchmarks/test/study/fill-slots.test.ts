import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { random, readDocument } from '@equipoise/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { TrialEvent } from '../../src/trials/run-trials.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { openStore, type Store, trialDocument } from '../../src/trials/store.ts';
import { fillSlots } from '../../src/study/fill-slots.ts';
import { withMeasureArms } from '../../src/study/measures/measure-arms.ts';
import { slotsOf } from '../../src/study/slots.ts';
import type { Tuning } from '../../src/study/tuning.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

const slots = slotsOf(smallStudy()).map((slot) => ({ slot }));
const configs = slots.map(({ slot }) => slot.config);
let folder: string;
let store: Store;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'equipoise-trials-'));
  store = openStore(folder, () => undefined);
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Stands in for training: counts how often each trial is made, and fails where it is told to. */
function executor(fails: (config: TrialConfig) => boolean = () => false) {
  const made: TrialConfig[] = [];
  const execute = (config: TrialConfig): Promise<TrialResult> => {
    made.push(config);
    if (fails(config)) return Promise.reject(new Error('the process died'));
    return Promise.resolve(madeUpResult(config, () => ({ digit: { accuracy: 1 } })));
  };
  return { made, execute };
}

describe('fillSlots', () => {
  it('makes every trial once and answers in their order', async () => {
    const { made, execute } = executor();
    const { filled, failed } = await fillSlots({ slots, store, execute });
    expect(filled.map(({ result }) => result.config)).toEqual(configs);
    expect([made.length, failed.length]).toEqual([configs.length, 0]);
  });

  it('makes only what is missing, the second time', async () => {
    await fillSlots({ slots: slots.slice(0, 3), store, execute: executor().execute });
    const { made, execute } = executor();
    const events: TrialEvent['kind'][] = [];
    await fillSlots({ slots, store, execute, onEvent: ({ kind }) => events.push(kind) });
    expect(made).toEqual(configs.slice(3));
    expect(events.filter((kind) => kind === 'kept')).toHaveLength(3);
  });

  it('goes on after a trial that fails, and keeps the others', async () => {
    const first = configs[0];
    const { failed } = await fillSlots({ slots, store, execute: executor((config) => config === first).execute });
    expect(failed).toEqual([{ config: first, error: new Error('the process died') }]);
    expect(configs.filter((config) => store.read(config) === undefined)).toEqual([first]);
  });

  it('gives a trial that is asked for twice at once to both, and makes it once', async () => {
    const { made, execute } = executor();
    const { filled } = await fillSlots({ slots: [...slots, ...slots], store, execute });
    expect([filled.length, made.length]).toEqual([2 * slots.length, configs.length]);
  });
});

const tuning: Tuning = {
  search: { kind: 'search', name: 'random', options: {} },
  trials: 5,
  training: { learningRate: [0.001, 0.1] },
};

/** A training that is best at a learning rate of 0.02; with more epochs it is better, and its best epoch is the last one up to 16. */
function learnsBestAt(config: TrialConfig): TrialResult {
  const distance = Math.abs(Math.log(config.learningRate / 0.02)) + 1 / config.epochs;
  const bestEpoch = Math.min(config.epochs, 16) - 1;
  const base = madeUpResult(config, () => ({ digit: { accuracy: 1 / (1 + distance) } }));
  return {
    ...base,
    bestEpoch,
    epochs: [{ epoch: bestEpoch, trainLosses: [1, 1], monitored: distance, validation: base.validation }],
  };
}

describe('fillSlots of a tuned study', () => {
  const tuned = slots.slice(0, 4).map((open) => ({ ...open, tuning }));
  const fill = (open = tuned): ReturnType<typeof fillSlots> =>
    fillSlots({ slots: open, store, execute: (config) => Promise.resolve(learnsBestAt(config)) });

  it('makes as many trials for each arm and baseline, then the final one with what was best', async () => {
    const { filled } = await fill();
    for (const { trials, result, slot } of filled) {
      expect(trials).toBe(5);
      expect(result.config.final).toBe(true);
      const searched = readdirSync(join(folder, 'trials'))
        .map((name) => readResultFile(join(folder, 'trials', name)))
        .filter(({ config }) => !config.final && sameArm(config, slot.config));
      const best = Math.min(...searched.map(({ config }) => Math.abs(Math.log(config.learningRate / 0.02))));
      expect(Math.abs(Math.log(result.config.learningRate / 0.02))).toBeCloseTo(best, 12);
      expect(searched.map(({ config }) => config.learningRate)).toContain(slot.config.learningRate);
    }
  });

  it('goes on from any place where it was stopped, to the same end', async () => {
    const unbroken = await fill();
    const names = readdirSync(join(folder, 'trials')).sort();
    const stream = random(3);
    for (let round = 0; round < 10; round += 1) {
      for (const name of readdirSync(join(folder, 'trials'))) {
        if (stream.next() < 0.5) rmSync(join(folder, 'trials', name));
      }
      expect((await fill()).filled).toEqual(unbroken.filled);
    }
    expect(readdirSync(join(folder, 'trials')).sort()).toEqual(names);
  });

  it('goes on from any place where it was stopped with a front and distilled weights, too', async () => {
    const measures = { front: { points: 3 }, distill: ['gradnorm'] };
    const study = smallStudy({ measures, tuning });
    const whole = slotsOf({ ...study, arms: withMeasureArms(study.arms, measures) }).map((slot) => ({ slot, tuning }));
    const unbroken = await fill(whole);
    expect([unbroken.failed.length, unbroken.filled.length]).toEqual([0, whole.length]);
    const names = readdirSync(join(folder, 'trials')).sort();
    const stream = random(4);
    for (let round = 0; round < 5; round += 1) {
      for (const name of readdirSync(join(folder, 'trials'))) {
        if (stream.next() < 0.5) rmSync(join(folder, 'trials', name));
      }
      expect((await fill(whole)).filled).toEqual(unbroken.filled);
    }
    expect(readdirSync(join(folder, 'trials')).sort()).toEqual(names);
  });

  it('tunes what a slot needs as that slot, also where it is not among those to fill', async () => {
    const measures = { distill: ['gradnorm'] };
    const study = smallStudy({ measures, tuning });
    const whole = slotsOf({ ...study, arms: withMeasureArms(study.arms, measures) }).map((slot) => ({ slot, tuning }));
    const distilled = whole.filter(({ slot: { of } }) => of.kind === 'arm' && of.arm.weights);
    const alone = await fill(distilled);
    expect(alone.filled).toHaveLength(2);
    const together = (await fill(whole)).filled.filter(({ slot }) => distilled.some((open) => open.slot === slot));
    expect(together).toEqual(alone.filled);
  });

  it('gives more epochs while the best epoch is the last one, up to the cap', async () => {
    const extended = tuned.map((open) => ({ ...open, tuning: { ...tuning, maxEpochs: 100 } }));
    const { filled } = await fill(extended);
    expect(filled.map(({ result }) => result.config.epochs)).toEqual([32, 32, 32, 32]);
    const capped = tuned.map((open) => ({ ...open, tuning: { ...tuning, maxEpochs: 5 } }));
    expect((await fill(capped)).filled.map(({ result }) => result.config.epochs)).toEqual([5, 5, 5, 5]);
  });

  it('counts a loss that is not finite as a failed suggestion; any other fault ends the slot', async () => {
    const fails = (name: string) => (config: TrialConfig) =>
      config.learningRate === 0.01 ? Promise.resolve(learnsBestAt(config)) : Promise.reject(named(name));
    const diverged = await fillSlots({ slots: tuned, store, execute: fails('NonFiniteError') });
    expect(diverged.filled.map(({ result }) => result.config.learningRate)).toEqual([0.01, 0.01, 0.01, 0.01]);
    const died = await fillSlots({ slots: tuned, store, execute: fails('EquipoiseError') });
    expect([died.filled.length, died.failed.length]).toEqual([0, 4]);
  });
});

function named(name: string): Error {
  return Object.assign(new Error('no result'), { name });
}

function readResultFile(file: string): TrialResult {
  const result = readDocument(file, trialDocument);
  if (!result) throw new Error('There is no such file.');
  return result;
}

function sameArm(a: TrialConfig, b: TrialConfig): boolean {
  return a.strategy === b.strategy && a.seed === b.seed && a.tasks.join() === b.tasks.join();
}
