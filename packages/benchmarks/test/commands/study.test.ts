import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { random } from '@equipoise/core';
import { Redis } from 'ioredis';
import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf, withoutTimes } from '../support/comparison.ts';
import { equipoise, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';
import { studyWithFaults } from '../support/queue-faults.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { smallDisk } from '../support/small-disk.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-study-'));
writeFileSync(join(folder, 'houses.csv'), housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

/** 200 trials: two arms and two tasks alone, for five seeds, nine trials to tune each and a final one. */
const tuned = join(folder, 'tuned.yaml');
writeFileSync(
  tuned,
  `datasets: [{ table: houses.csv, targets: { price: regression, sold: binary } }]
strategies: [equal, { strategy: gradnorm, search: { alpha: [0.1, 3] } }]
seeds: 5
epochs: 2
floors: false
tune: { trials: 9, training: { learningRate: [0.001, 0.1] }, optimizer: { weightDecay: {} } }
`,
);

describe('equipoise study', () => {
  it('makes 200 trials, killed 20 times at random moments, to the same end as unbroken ones', async () => {
    const [unbroken, broken] = [join(folder, 'unbroken'), join(folder, 'broken')];
    const whole = await equipoise('study', tuned, '--out', unbroken, '--json');
    expect([whole.code, Object.keys(trialsIn(unbroken)).length]).toEqual([0, 200]);
    const moment = random(20);
    for (let kills = 0; kills < 20; kills += 1) {
      const before = Object.keys(trialsIn(broken)).length;
      const { child, outcome } = start('study', tuned, '--out', broken);
      const wanted = before + moment.integer(8);
      while (Object.keys(trialsIn(broken)).length < wanted && child.exitCode === null) await pause(2);
      await pause(moment.integer(60));
      child.kill('SIGKILL');
      await outcome;
    }
    const ended = await equipoise('study', tuned, '--out', broken, '--json');
    expect(ended.code).toBe(0);
    expect(Object.keys(trialsIn(broken)).sort()).toEqual(Object.keys(trialsIn(unbroken)).sort());
    expect(withoutTimes(ended.stdout)).toBe(withoutTimes(whole.stdout));
    expect(readdirSync(join(broken, 'trials')).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it.skipIf(!hasRedis)(
    'makes them over a queue with 20 faults and a full disk to the same end, each once',
    async () => {
      const redis = await startRedis();
      const disk = smallDisk(join(folder, 'full'), 16); // Where this user may have none, workers have a folder with space.
      disk?.fill();
      try {
        const out = join(folder, 'queued');
        const faults = await studyWithFaults(redis, ['study', tuned, '--out', out], out, join(folder, 'full'));
        expect(Object.values(faults)).toEqual([4, 4, 4, 4, 4]);
        const [unbroken, queued] = ['unbroken', 'queued'].map((name) => trialsIn(join(folder, name)));
        expect(Object.keys(queued ?? {}).sort()).toEqual(Object.keys(unbroken ?? {}).sort());
        const told = await equipoise('study', tuned, '--out', out, '--json');
        const whole = await equipoise('study', tuned, '--out', join(folder, 'unbroken'), '--json');
        expect(withoutTimes(told.stdout)).toBe(withoutTimes(whole.stdout));
      } finally {
        disk?.remove();
        await redis.stop();
      }
    },
  );

  it.skipIf(!hasRedis)('stops by Ctrl-C while it waits for workers of a queue', async () => {
    const redis = await startRedis();
    try {
      const { child, outcome } = start('study', tuned, '--out', join(folder, 'stopped'), '--queue', redis.url);
      const looking = new Redis(redis.url);
      while ((await looking.dbsize()) < 10) await pause(20); // Trials wait there.
      looking.disconnect();
      child.kill('SIGINT');
      expect(await outcome).toMatchObject({
        code: 130,
        stderr: expect.stringContaining('Stopped: 0 of 200') as string,
      });
    } finally {
      await redis.stop();
    }
  });

  it('gives every arm and baseline the same budget, and says what it took', () => {
    const comparison = comparisonOf(readFileSync(join(folder, 'unbroken', 'houses.csv', 'comparison.json'), 'utf8'));
    expect(comparison.tuningTrials).toBe(9);
    const { equal, gradnorm } = comparison.strategies;
    expect([equal?.cost.searchTrials, gradnorm?.cost.searchTrials]).toEqual([45, 45]);
    expect(comparison.baselineCost.searchTrials).toBe(90);
  });

  it('reads the test split in final trials only', () => {
    const all = Object.values(trialsIn(join(folder, 'unbroken')));
    expect([all.length, all.filter((text) => text.includes('"final": true')).length]).toEqual([200, 20]);
    for (const text of all) {
      expect(text.includes('"final": true')).toBe(!text.includes('"test": {},'));
    }
  });

  it('is told again by equipoise report', async () => {
    const { code, stdout } = await equipoise('report', join(folder, 'unbroken'), '--json');
    expect(code).toBe(0);
    expect(comparisonOf(stdout).strategies.equal?.cost.searchTrials).toBe(45);
  });

  it('prints the JSON Schema of study files', async () => {
    const { code, stdout } = await equipoise('study', '--schema');
    expect([code, Object.keys((JSON.parse(stdout) as { properties: object }).properties)[1]]).toEqual([0, 'datasets']);
  });

  it.each([
    ['no file', [], /^study: name a study file, as in equipoise study study\.yaml\.\n$/],
    ['a file that is not there', ['none.yaml'], /none\.yaml: the study cannot be read, .*\n$/],
    [
      'more shards than trials',
      [tuned, '--emit', 'slurm', '--shards', '99999999999'],
      /--shards.*from 1 to 10000\.\n$/,
    ],
    ['more workers than any machine has', [tuned, '--workers', '100000'], /`workers` must be at most \d+ processes/],
  ])('refuses %s in one sentence', async (_, args, sentence) => {
    const { code, stdout, stderr } = await equipoise('study', ...args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });
});

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
