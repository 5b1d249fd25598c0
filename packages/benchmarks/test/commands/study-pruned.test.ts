import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { random } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf, withoutTimes } from '../support/comparison.ts';
import { equipoise, type Outcome, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';
import { hasRedis, startRedis } from '../support/redis.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-pruned-'));
writeFileSync(join(folder, 'houses.csv'), housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

/** A study of one arm, two seeds and two tasks alone: six searches of six trials. */
function studyFile(name: string, tune: string): string {
  const file = join(folder, `${name}.yaml`);
  const lines = [
    'datasets: [{ table: houses.csv, targets: { price: regression, sold: binary } }]',
    'strategies: [equal]',
    'seeds: 2',
    'epochs: 8',
    'floors: false',
    `tune: { trials: 6, search: "tpe(startup=3)", training: { learningRate: [0.00001, 0.1] }, ${tune} }`,
  ];
  writeFileSync(file, lines.join('\n'));
  return file;
}

interface Kept {
  readonly config: { readonly final: boolean };
  readonly epochs: readonly unknown[];
  readonly prunedAt?: number;
}

function kept(out: string): readonly Kept[] {
  return Object.values(trialsIn(out)).map((text) => {
    const { body } = JSON.parse(text) as { body?: Kept };
    return body ?? (JSON.parse(text) as Kept);
  });
}

describe('equipoise study with a pruner', () => {
  const file = studyFile('pruned', 'pruner: "asha(min=1, eta=2)"');
  const unbroken = join(folder, 'unbroken');

  /** The trials and the comparison are those of the unbroken study. */
  async function expectSameEnd(ended: Outcome, out: string): Promise<void> {
    expect(Object.keys(trialsIn(out)).sort()).toEqual(Object.keys(trialsIn(unbroken)).sort());
    const { stdout } = await equipoise('report', unbroken, '--json');
    expect(withoutTimes(ended.stdout)).toBe(withoutTimes(stdout));
  }

  it('keeps the trials that it stopped as such, and tests whole ones only', async () => {
    expect((await equipoise('study', file, '--out', unbroken, '--json')).code).toBe(0);
    const all = kept(unbroken);
    expect(all).toHaveLength(42);
    const pruned = all.filter(({ prunedAt }) => prunedAt !== undefined);
    expect(pruned.length).toBeGreaterThan(5);
    for (const { prunedAt, epochs } of pruned) expect(epochs).toHaveLength(prunedAt ?? 0);
    const { strategies, baselineCost } = comparisonOf(
      readFileSync(join(unbroken, 'houses.csv', 'comparison.json'), 'utf8'),
    );
    expect((strategies.equal?.cost.prunedTrials ?? 0) + (baselineCost.prunedTrials ?? 0)).toBe(pruned.length);
    const report = readFileSync(join(unbroken, 'houses.csv', 'report.html'), 'utf8');
    expect(report).toContain('bad trials were stopped early by asha(min=1, eta=2), tested are whole ones.');
    expect(report).toMatch(new RegExp(`pruned<[\\s\\S]*data-value="${baselineCost.prunedTrials}"`));
    const final = all.filter(({ config }) => config.final);
    expect(final.map(({ epochs }) => epochs.length)).toEqual(Array.from({ length: 6 }, () => 8));
  });

  it('makes the same trials with more workers, killed three times at random moments', async () => {
    const broken = join(folder, 'broken');
    const moment = random(7);
    for (let kills = 0; kills < 3; kills += 1) {
      const wanted = Object.keys(trialsIn(broken)).length + moment.integer(8);
      const { child, outcome } = start('study', file, '--out', broken, '--workers', '3');
      while (Object.keys(trialsIn(broken)).length < wanted && child.exitCode === null) {
        await pause(5);
      }
      child.kill('SIGKILL');
      await outcome;
    }
    await expectSameEnd(await equipoise('study', file, '--out', broken, '--json'), broken);
  });

  it('makes the same trials in two shards that are merged', async () => {
    const parts = [1, 2].map((part) => join(folder, `shard-${part}`));
    for (const [index, part] of parts.entries()) {
      expect((await equipoise('study', file, '--shard', `${index + 1}/2`, '--out', part)).code).toBe(0);
    }
    const merged = join(folder, 'merged');
    expect((await equipoise('merge', ...parts, '--out', merged)).code).toBe(0);
    await expectSameEnd(await equipoise('study', file, '--out', merged, '--json'), merged);
  });

  it.skipIf(!hasRedis)('makes the same trials over a queue, its coordinator killed once', async () => {
    const redis = await startRedis();
    const worker = start('worker', '--queue', redis.url, '--workers', '2');
    try {
      const line = ['study', file, '--queue', redis.url, '--json', '--out', join(folder, 'queued')];
      const first = start(...line);
      while (Object.keys(trialsIn(join(folder, 'queued'))).length < 10 && first.child.exitCode === null) await pause(5);
      first.child.kill('SIGKILL');
      await first.outcome;
      await expectSameEnd(await equipoise(...line), join(folder, 'queued'));
    } finally {
      worker.child.kill('SIGTERM');
      await worker.outcome;
      await redis.stop();
    }
  });

  it('refuses a pruner that does not exist in one sentence', async () => {
    const wrong = studyFile('wrong', 'pruner: hyperband');
    const { code, stderr } = await equipoise('study', wrong, '--out', join(folder, 'wrong'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/^pruner: option `name` must be one of asha, received "hyperband"\.\n$/);
  });
});

describe('equipoise study with seconds', () => {
  it('begins no trial after them, says how many each arm had, and goes on to the same end', async () => {
    const file = studyFile('seconds', 'seconds: 0.000001');
    const out = join(folder, 'seconds');
    const first = await equipoise('study', file, '--out', out, '--json');
    expect(first.code).toBe(0);
    const { cost } =
      comparisonOf(readFileSync(join(out, 'houses.csv', 'comparison.json'), 'utf8')).strategies.equal ?? {};
    expect(cost?.searchTrials).toBe(2); // One for each seed.
    expect(kept(out)).toHaveLength(12);
    const again = await equipoise('study', file, '--out', out, '--json');
    expect(again.stdout).toBe(first.stdout);
  });
});
