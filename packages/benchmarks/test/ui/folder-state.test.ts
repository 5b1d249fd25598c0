import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DataError } from '@equipoise/core';
import { describe, expect, it, onTestFinished } from 'vitest';

import { liveFile } from '../../src/live/live-file.ts';
import { folderLooker, type FolderState } from '../../src/ui/folder-state.ts';
import { importanceOf } from '../../src/ui/importance-of.ts';
import type { TrialRow } from '../../src/ui/trial-row.ts';
import { oddStudy, oddTask, writeFolder } from '../support/ui-folder.ts';

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-ui-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

const now = (): number => new Date().getTime();

/** The states of the trials of the only study, counted. */
function statesOf({ studies }: FolderState): Readonly<Record<string, number>> {
  const states = studies.flatMap(({ trials }) => trials.map(({ state }) => state));
  return Object.fromEntries(
    ['done', 'pruned', 'running', 'waiting', 'failed'].map((state) => [
      state,
      states.filter((own) => own === state).length,
    ]),
  );
}

describe('folderLooker', () => {
  it('says of each trial how it stands, from the files alone, as they come', async () => {
    const out = temporaryFolder();
    const configs = writeFolder(out, oddStudy(), (_, place) => place < 3);
    const look = folderLooker(out, now);
    expect(statesOf(await look())).toEqual({ done: 3, pruned: 0, running: 0, waiting: 5, failed: 0 });
    const live = liveFile(out);
    const [running, failing] = [configs[3], configs[4]];
    if (!running || !failing) throw new Error('There are eight trials.');
    live.note({ kind: 'step', config: running, progress: { step: 30, steps: 120 } });
    live.note({ kind: 'failed', config: failing, error: new Error('a loss is not finite') });
    const deadline = performance.now() + 20_000;
    let seen = await look();
    while (statesOf(seen).running === 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      seen = await look();
    }
    expect(seen.processes).toBe(1);
    expect(statesOf(seen)).toEqual({ done: 3, pruned: 0, running: 1, waiting: 3, failed: 1 });
    expect(seen.studies[0]?.trials.find(({ state }) => state === 'running')).toMatchObject({
      progress: 0.25,
      arm: `${oddTask} alone`,
    });
    expect(seen.studies[0]?.trials.find(({ state }) => state === 'failed')?.error).toBe('a loss is not finite');
    live.end();
    const ended = await look();
    expect([ended.processes, statesOf(ended).running, statesOf(ended).failed]).toEqual([0, 0, 1]);
    const again = liveFile(out); // What failed is made again.
    expect(statesOf(await look()).failed).toBe(0);
    again.end();
    writeFolder(out, oddStudy(), () => true);
    const whole = await look();
    expect([whole.processes, statesOf(whole).done, whole.studies[0]?.planned]).toEqual([0, 8, 8]);
  });

  it('takes the file of a process that died for what it is', async () => {
    const out = temporaryFolder();
    const configs = writeFolder(out, oddStudy(), () => false);
    const live = liveFile(out);
    onTestFinished(() => live.end());
    expect((await folderLooker(out, now)()).processes).toBe(1);
    expect((await folderLooker(out, () => now() + 60_000)()).processes).toBe(0);
    expect(configs).toHaveLength(8);
  });

  it('knows pruned trials, the best of all tasks, its main metrics and its curve', async () => {
    const out = temporaryFolder();
    writeFolder(
      out,
      oddStudy({ seeds: 1 }),
      () => true,
      (result, place) =>
        place === 1
          ? { ...result, prunedAt: 1 }
          : {
              ...result,
              epochs: result.epochs.map((epoch) => ({ ...epoch, monitored: epoch.monitored / 2 ** place })),
            },
    );
    const [study] = (await folderLooker(out, now)()).studies;
    const best = study?.trials.find(({ id }) => id === study.best);
    expect(study?.trials.map(({ state }) => state)).toEqual(['done', 'pruned', 'done', 'done']);
    expect(best).toMatchObject({ arm: 'equal', monitored: 0.5, curve: [1, 0.5], epochs: 2, budget: 2, final: true });
    expect(best?.validation).toEqual({ digit: 0.5, [study?.tasks[1]?.name ?? '']: 2 });
    expect(study?.trials.map(({ options }) => options)).toEqual([
      { strategy: 'equal' },
      { strategy: 'gradnorm', 'strategy.alpha': 0.5 },
      { strategy: 'equal' },
      { strategy: 'equal' },
    ]);
  });

  it('reads nothing outside of the folder, and names a file that is not whole', async () => {
    const [out, elsewhere] = [temporaryFolder(), temporaryFolder()];
    writeFolder(out, oddStudy({ seeds: 1 }), () => false);
    const [other] = writeFolder(elsewhere, oddStudy({ seeds: 1 }), () => true);
    expect(other).toBeDefined();
    mkdirSync(join(out, 'trials'));
    symlinkSync(join(elsewhere, 'trials', '0123456789ab.json'), join(out, 'trials', '0123456789ab.json'));
    writeFileSync(join(out, 'trials', 'ba9876543210.json'), '{"half');
    utimesSync(join(out, 'trials', 'ba9876543210.json'), 1, 1);
    const seen = await folderLooker(out, now)();
    expect(statesOf(seen).done).toBe(0);
    expect(seen.damaged).toEqual([
      expect.stringMatching(/ba9876543210\.json is not a whole trial result: it is cut short, or no JSON\.$/),
    ]);
  });

  it('refuses a folder without a study in a sentence', () => {
    expect(() => folderLooker('/nowhere', now)).toThrow(DataError);
    expect(() => folderLooker('/nowhere', now)).toThrow('/nowhere holds no study: name the folder');
  });
});

describe('importanceOf', () => {
  const row = (seed: number, options: TrialRow['options'], monitored: number): TrialRow => ({
    ...{
      id: `${seed} ${JSON.stringify(options)}`,
      state: 'done',
      arm: 'equal',
      kind: 'arm',
      final: false,
      budget: 2,
      epochs: 2,
    },
    ...{ seed, options, monitored, validation: {}, test: {}, curve: [] },
  });
  const rates = Array.from({ length: 40 }, (_, place) => 10 ** (-4 + place / 10));

  it('gives the option that decides nearly all, however much seeds differ', () => {
    const trials = rates.flatMap((learningRate, place) =>
      [0, 1].map((seed) =>
        row(
          seed,
          { learningRate, batchSize: 16 * (1 + ((7 * place) % 5)) },
          100 * seed + (Math.log10(learningRate) + 2) ** 2,
        ),
      ),
    );
    const { shares } = importanceOf(trials);
    expect(shares.map(({ option }) => option)).toEqual(['learningRate', 'batchSize']);
    expect(shares[0]?.share).toBeGreaterThan(0.9);
  });

  it('says nothing of a few trials', () => {
    const few = rates.slice(0, 11).map((learningRate) => row(0, { learningRate }, learningRate));
    expect(importanceOf(few)).toEqual({ trials: 11, shares: [] });
  });
});
