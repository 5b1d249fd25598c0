import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readDocument } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { planDocument } from '../../src/recommend/plan-document.ts';
import { recommendFor } from '../../src/recommend/recommend-for.ts';
import type { RecommendForOptions, Subject } from '../../src/recommend/subject.ts';
import { loadWorld, worldName } from '../../src/selftest/known-truth.ts';
import { executeTrial } from '../../src/trials/execute-trial.ts';
import { openStore } from '../../src/trials/store.ts';
import { smallParts } from '../support/made-up.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A machine whose clock only trainings move: a tenth of a second each, and so much more after some of them. */
async function machine(out: string, slower: number) {
  let [clock, made] = [0, 0];
  const world = worldName('same-function', 0);
  const load = ({ seed }: { readonly seed: number }) => loadWorld({ dataset: world, seed });
  const subject: Subject = {
    dataset: await load({ seed: 0 }),
    training: { ...smallParts(), epochs: 2, batchSize: 64, learningRate: 0.01 },
    identity: 'a world',
    jobs: 1,
    load,
    store: openStore(join(folder, out), () => undefined),
    execute: (config, onStep) => {
      made += 1;
      clock += made > 12 ? 100 * slower : 100;
      return executeTrial(config, { load, onStep });
    },
  };
  const options: RecommendForOptions = {
    out: join(folder, out),
    budget: { seconds: 10 },
    seed: 0,
    prefer: 'simple',
    strategies: [],
    architectures: [],
    engine: 'wasm',
    made: { command: 'a test', date: '2026-01-31', version: '0.0.0' },
    now: () => clock,
  };
  return {
    recommend: () => recommendFor(subject, options),
    made: () => made,
    plan: () => readDocument(join(folder, out, 'recommendation-plan.json'), planDocument),
  };
}

describe('a budget of time', () => {
  it('is kept on a machine that becomes slower, by fewer seeds, and the same again', async () => {
    const { recommend, made, plan } = await machine('slower', 3);
    const cut = await recommend();
    expect(cut.seconds).toBeLessThan(11);
    expect(cut.seeds).toBeGreaterThanOrEqual(3);
    expect(cut.seeds).toBeLessThan(plan()?.effort.seeds ?? 0);
    expect(plan()?.completeSeeds).toBe(cut.seeds);
    const before = made();
    const again = await recommend();
    expect(made()).toBe(before);
    const clockless = { cost: 0, seconds: 0, trainings: 0 }; // Those of the seed that was cut are not read again.
    expect({ ...again, ...clockless }).toEqual({ ...cut, ...clockless });
  });

  it('that is over before three seeds are complete says so in one sentence', async () => {
    const { recommend } = await machine('stopped', 60);
    await expect(recommend()).rejects.toThrow(
      /^recommend: the budget of 10 s is over before 3 seeds of the last comparison were complete; give more to go on: .*\.$/,
    );
  });
});
