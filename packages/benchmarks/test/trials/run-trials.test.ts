import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { runTrials, type TrialEvent } from '../../src/trials/run-trials.ts';
import type { TrialConfig } from '../../src/trials/trial-config.ts';
import type { TrialResult } from '../../src/trials/trial-result.ts';
import { openStore, type Store } from '../../src/trials/store.ts';
import { trialsOf } from '../../src/study/study.ts';
import { madeUpResult, smallStudy } from '../support/made-up.ts';

const configs = trialsOf(smallStudy());
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

describe('runAll', () => {
  it('makes every trial once and answers in their order', async () => {
    const { made, execute } = executor();
    const { results, failed } = await runTrials({ configs, store, execute });
    expect(results.map(({ config }) => config)).toEqual(configs);
    expect([made.length, failed.length]).toEqual([configs.length, 0]);
  });

  it('makes only what is missing, the second time', async () => {
    await runTrials({ configs: configs.slice(0, 3), store, execute: executor().execute });
    const { made, execute } = executor();
    const events: TrialEvent['kind'][] = [];
    await runTrials({ configs, store, execute, onEvent: ({ kind }) => events.push(kind) });
    expect(made).toEqual(configs.slice(3));
    expect(events.filter((kind) => kind === 'kept')).toHaveLength(3);
  });

  it('goes on after a trial that fails, and keeps the others', async () => {
    const first = configs[0];
    const { failed } = await runTrials({ configs, store, execute: executor((config) => config === first).execute });
    expect(failed).toEqual([{ config: first, error: new Error('the process died') }]);
    expect(configs.filter((config) => store.read(config) === undefined)).toEqual([first]);
  });
});
