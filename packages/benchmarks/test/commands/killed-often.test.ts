import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { type Random, random } from '@equipoise/core';
import { afterAll, describe, expect, it } from 'vitest';

import { withoutTimes } from '../support/comparison.ts';
import { equipoise, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-killed-'));
const houses = join(folder, 'houses.csv');
writeFileSync(houses, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

const kills = 11;
const table = ['--table', houses, '--targets', 'price:regression,sold:binary'];

/** Four small studies: their data set, how many trials they have, and the rest of the command. */
const studies = [
  ['one worker', 'houses.csv', 30, [...table, '--strategies', 'equal,gradnorm,dwa,famo', '--seeds', '5']],
  ['two workers', 'houses.csv', 30, [...table, '--strategies', 'equal,pcgrad,mgda,dwa', '--seeds', '5', '--jobs', '2']],
  ['a data set', 'penguins', 24, ['--dataset', 'penguins', '--strategies', 'equal,uncertainty', '--seeds', '4']],
  [
    'gradients of the last layer',
    'houses.csv',
    25,
    [...table, '--strategies', 'equal,cagrad,log+mgda', '--seeds', '5', '--gradient-scope', 'last-layer'],
  ],
] as const;

/**
 * Starts a command and kills it at a random moment: as it starts, or soon after one more trial is kept. False when it ended before, as
 * it can on a busy machine.
 */
async function killed(command: readonly string[], out: string, moment: Random): Promise<boolean> {
  const [atStart, delay] = [moment.integer(3) === 0, moment.integer(100)];
  const before = Object.keys(trialsIn(out)).length;
  const { child, outcome } = start(...command);
  if (atStart) await pause(5 * delay);
  while (!atStart && Object.keys(trialsIn(out)).length === before && child.exitCode === null) await pause(2);
  if (!atStart) await pause(delay);
  child.kill('SIGKILL');
  return (await outcome).code === null;
}

describe('equipoise compare, killed 11 times', () => {
  it.concurrent.each(studies)('loses no trial of a study with %s', async (name, dataset, trials, options) => {
    const [unbroken, broken] = [join(folder, name, 'unbroken'), join(folder, name, 'broken')];
    const command = ['compare', '--jobs', '1', ...options, '--epochs', '3', '--out'];
    const moment = random(kills).fork(name);
    let kept = trialsIn(broken);
    for (let count = 0; count < kills;) {
      if (await killed([...command, broken], broken, moment)) {
        count += 1;
        expect(trialsIn(broken)).toMatchObject(kept); // Each byte of what was kept before.
        kept = trialsIn(broken);
      } else {
        rmSync(broken, { recursive: true });
        kept = {};
      }
    }
    const [ended, whole] = [await equipoise(...command, broken), await equipoise(...command, unbroken)];
    expect([ended.code, whole.code]).toEqual([0, 0]);
    expect(trialsIn(broken)).toMatchObject(kept);
    expect(readdirSync(join(broken, 'trials')).length).toBe(trials); // No leftover either.
    const [one, other] = [unbroken, broken].map((out) => readFileSync(join(out, dataset, 'comparison.json'), 'utf8'));
    expect(withoutTimes(other ?? '')).toBe(withoutTimes(one ?? ''));
  });
});
