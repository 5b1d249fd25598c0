import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { childrenOf, firstChildOf } from '../support/children.ts';
import { comparisonOf, withoutTimes } from '../support/comparison.ts';
import { equipoise, type Running, start } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-compare-'));
const [unbroken, broken] = [join(folder, 'unbroken'), join(folder, 'broken')];
const houses = join(folder, 'houses.csv');
writeFileSync(houses, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

const table = ['--table', houses, '--targets', 'price:regression,sold:binary'];
const compareHouses = ['compare', ...table, '--strategies', 'equal,gradnorm', '--seeds', '1', '--jobs', '1', '--out'];

/** The comparison that a folder holds. */
function comparisonIn(out: string): string {
  return readFileSync(join(out, 'houses.csv', 'comparison.json'), 'utf8');
}

describe('equipoise compare', () => {
  it('prints exactly the promised object with --json', async () => {
    const { code, stdout, stderr } = await equipoise(...compareHouses, unbroken, '--json');
    expect([code, comparisonOf(stdout)]).toEqual([0, comparisonOf(comparisonIn(unbroken))]);
    expect(stderr).toMatch(/^Inputs of houses\.csv: area \(numeric\), district \(categorical\)\.\n/);
    const comparison = comparisonOf(stdout);
    expect(Object.keys(comparison)).toEqual([
      'dataset',
      'engine',
      'seeds',
      'training',
      'tuningTrials',
      'testRatio',
      'tasks',
      'chosen',
      'cautions',
      'baseline',
      'baselineCost',
      'floors',
      'conflicts',
      'strategies',
    ]);
    expect([comparison.dataset, comparison.seeds]).toEqual(['houses.csv', 1]);
    expect(comparison.tasks).toEqual([
      { name: 'price', metric: 'rmse', higherIsBetter: false },
      { name: 'sold', metric: 'accuracy', higherIsBetter: true },
    ]);
    expect(Object.keys(comparison.strategies)).toEqual(['equal', 'gradnorm']);
  });

  it('learns the pattern of a user’s table, with and without sharing', () => {
    const { baseline, strategies } = comparisonOf(comparisonIn(unbroken));
    for (const found of [baseline, strategies.equal?.tasks, strategies.gradnorm?.tasks]) {
      expect(found?.price?.mean).toBeLessThan(30); // Always saying the mean would be about 90 off.
      expect(found?.sold?.mean).toBeGreaterThan(0.8);
    }
  });

  it('leaves a file a trial, the comparison, the table and a report', () => {
    const files = readdirSync(join(unbroken, 'houses.csv')).sort();
    expect(files).toEqual([
      'comparison.json',
      'report.html',
      'results.csv',
      'study.json',
      'verdicts.csv',
      'verdicts.tex',
    ]);
    expect(Object.keys(trialsIn(unbroken))).toHaveLength(2 + 2);
  });

  it('goes on when a worker is killed, and its workers end when it is killed', async () => {
    const running = start(...compareHouses, broken);
    await moreTrials(running, broken);
    const [worker] = childrenOf(running.child.pid ?? 0);
    if (worker !== undefined) process.kill(worker, 'SIGKILL');
    await moreTrials(running, broken);
    const orphans = childrenOf(running.child.pid ?? 0);
    running.child.kill('SIGKILL');
    const { stdout, stderr } = await running.outcome;
    expect(orphans.length).toBeGreaterThan(0);
    while (orphans.some(lives)) await new Promise((resolve) => setTimeout(resolve, 20)); // They end by themselves.
    expect([worker === undefined, stdout]).toEqual([false, '']);
    expect(stderr).toMatch(/^houses\.csv, .*, seed 0 failed\.$/m);
    expect(readdirSync(join(broken, 'houses.csv')).sort()).toEqual(['study.json']);
  });

  it('resumes bit for bit after it was killed, and makes no trial twice', async () => {
    const kept = trialsIn(broken);
    expect([2, 3]).toContain(Object.keys(kept).length); // Of 4, without the one whose process died.
    const { code, stdout } = await equipoise(...compareHouses, broken);
    expect(code).toBe(0);
    expect(trialsIn(broken)).toMatchObject(kept);
    expect(withoutTimes(comparisonIn(broken))).toBe(withoutTimes(comparisonIn(unbroken)));
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toMatch(/Open the report: .*broken\/houses\.csv\/report\.html\n$/);
  });

  it('loses one trial only when a process is killed as it starts', async () => {
    const out = join(folder, 'killed-early');
    const running = start(...compareHouses, out);
    process.kill(await firstChildOf(running), 'SIGKILL');
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stdout, Object.keys(trialsIn(out)).length]).toEqual([1, '', 3]);
    expect(stderr).toMatch(/^houses\.csv, equal, seed 0 failed\.$/m);
    expect(stderr).toMatch(/1 of 4 trials failed, .*: its process was ended by SIGKILL\.\n$/);
    expect(stderr).not.toContain('    at ');
  });

  it('shares a folder with a second process, with equal results', async () => {
    const out = join(folder, 'shared');
    const [one, two] = await Promise.all([equipoise(...compareHouses, out), equipoise(...compareHouses, out)]);
    expect([one.code, two.code]).toEqual([0, 0]);
    expect(Object.keys(trialsIn(out)).sort()).toEqual(Object.keys(trialsIn(unbroken)).sort());
    expect(withoutTimes(comparisonIn(out))).toBe(withoutTimes(comparisonIn(unbroken)));
    expect(readdirSync(join(out, 'trials')).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it.each([
    ['Ctrl-C', 'SIGINT', 130],
    ['SIGTERM', 'SIGTERM', 143],
  ] as const)('stops at %s, and says how to go on', async (_, signal, exitCode) => {
    const out = join(folder, signal);
    const running = start('compare', '--dataset', 'penguins', '--seeds', '2', '--jobs', '1', '--out', out);
    await moreTrials(running, out);
    running.child.kill(signal);
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stdout]).toEqual([exitCode, '']);
    const kept = Object.keys(trialsIn(out)).length;
    const sentence = `Stopped: ${kept} of 14 trials are kept in ${out}; the same command goes on from there.\n`;
    expect(stderr.endsWith(sentence), stderr).toBe(true);
    expect(readdirSync(join(out, 'penguins')).sort()).toEqual(['study.json']);
  });

  /** Waits until one more trial is kept than now. */
  async function moreTrials({ child }: Running, out: string): Promise<void> {
    const before = Object.keys(trialsIn(out)).length;
    while (Object.keys(trialsIn(out)).length === before && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Whether a process is there, and not only its exit code. */
  function lives(pid: number): boolean {
    const status = `/proc/${pid}/stat`;
    return existsSync(status) && !readFileSync(status, 'utf8').includes(') Z ');
  }
});
