import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { comparisonSchema } from '../../src/study/comparison.ts';
import { equipoise, type Running, start } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const compare = ['compare', '--dataset', 'penguins', '--strategies', 'gradnorm', '--seeds', '2', '--jobs', '2'];

/** A printed comparison without its times, which no two runs share. */
function withoutTimes(stdout: string): string {
  const comparison = comparisonSchema.parse(JSON.parse(stdout));
  return JSON.stringify(comparison, (key, value: unknown) => (key === 'msPerStep' ? undefined : value));
}

/** What the files of the runs hold. */
function contentsOf(out: string): readonly string[] {
  return runsIn(out).map((name) => readFileSync(join(out, 'penguins', 'runs', name), 'utf8'));
}

/** The runs that a folder holds. */
function runsIn(out: string): readonly string[] {
  const runs = join(out, 'penguins', 'runs');
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [];
}

describe('equipoise compare', { timeout: 180_000 }, () => {
  it('prints exactly the promised object with --json', async () => {
    const { code, stdout } = await equipoise(...compare, '--epochs', '5', '--json', '--out', join(folder, 'first'));
    expect(code).toBe(0);
    const comparison = comparisonSchema.parse(JSON.parse(stdout));
    expect(comparison.tasks.map(({ name }) => name)).toEqual(['species', 'island', 'sex', 'body-mass']);
    expect(Object.keys(comparison.strategies)).toEqual(['gradnorm']);
    expect(comparison.seeds).toBe(2);
  });

  it('leaves a file a run, the comparison, the table and a report', () => {
    const out = join(folder, 'first');
    expect(readdirSync(join(out, 'penguins')).sort()).toEqual([
      'comparison.json',
      'report.html',
      'results.csv',
      'runs',
    ]);
    expect(runsIn(out)).toHaveLength(2 * (4 + 1));
    const comparison = comparisonSchema.parse(
      JSON.parse(readFileSync(join(out, 'penguins', 'comparison.json'), 'utf8')),
    );
    expect(Object.keys(comparison)).toEqual(['dataset', 'engine', 'seeds', 'tasks', 'baseline', 'strategies']);
  });

  it('prints tables that keep to 100 columns, and ends by naming the report', async () => {
    const { stdout } = await equipoise(...compare, '--epochs', '5', '--out', join(folder, 'first'));
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toMatch(/Open the report: .*first\/penguins\/report\.html\n$/);
  });

  it('gives the same bits twice, also when it was killed halfway and goes on', async () => {
    const args = [...compare, '--epochs', '20', '--json', '--out'];
    const out = join(folder, 'killed');
    const running = start(...args, out);
    await someRuns(running, out);
    running.child.kill('SIGKILL');
    const { stdout } = await running.outcome;
    const kept = contentsOf(out);
    expect([stdout, kept.length > 0, kept.length < 10]).toEqual(['', true, true]);
    const [resumed, unbroken] = [await equipoise(...args, out), await equipoise(...args, join(folder, 'unbroken'))];
    expect(contentsOf(out)).toEqual(expect.arrayContaining([...kept]));
    expect(withoutTimes(resumed.stdout)).toBe(withoutTimes(unbroken.stdout));
  });

  it('stops at Ctrl-C with exit code 130, and says how to go on', async () => {
    const out = join(folder, 'stopped');
    const running = start(...compare, '--epochs', '20', '--out', out);
    await someRuns(running, out);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stdout]).toEqual([130, '']);
    const sentence = `Stopped: ${runsIn(out).length} of 10 runs are kept in ${out}; the same command goes on from there.\n`;
    expect(stderr.endsWith(sentence), stderr).toBe(true);
    expect(readdirSync(join(out, 'penguins'))).toEqual(['runs']);
  });

  it('goes on without a process that dies: only its run is missing', async () => {
    const args = [...compare, '--epochs', '20', '--json', '--out', join(folder, 'worker')];
    const running = start(...args);
    await someRuns(running, join(folder, 'worker'));
    const [worker] = childrenOf(running.child.pid ?? 0);
    if (worker !== undefined) process.kill(worker, 'SIGKILL');
    const { code, stderr } = await running.outcome;
    expect([worker === undefined, code]).toEqual([false, 1]);
    expect(stderr).toMatch(/1 of 10 runs failed, the results of the others are kept/);
    expect((await equipoise(...args)).code).toBe(0);
  });

  async function someRuns({ child }: Running, out: string): Promise<void> {
    while (runsIn(out).length < 2 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** The processes that a process has started, where the system tells (Linux). */
  function childrenOf(pid: number): readonly number[] {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return list === '' ? [] : list.split(' ').map(Number);
  }
});
