import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { type Comparison, comparisonSchema } from '../../src/study/comparison.ts';
import { equipoise, type Running, start } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const compare = ['compare', '--dataset', 'penguins', '--strategies', 'equal,gradnorm', '--seeds', '2', '--jobs', '2'];

/** A comparison without its times, which no two runs share. */
function withoutTimes(comparison: Comparison): unknown {
  return JSON.parse(JSON.stringify(comparison, (key, value: unknown) => (key === 'msPerStep' ? undefined : value)));
}

/** The runs that a folder holds. */
function runsIn(out: string): readonly string[] {
  const runs = join(out, 'penguins', 'runs');
  return existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [];
}

describe('equipoise compare', () => {
  it('prints exactly the promised object with --json, the same bits every time', async () => {
    const args = [...compare, '--epochs', '5', '--json', '--out'];
    const first = await equipoise(...args, join(folder, 'first'));
    const second = await equipoise(...args, join(folder, 'second'));
    expect([first.code, second.code]).toEqual([0, 0]);
    const [a, b] = [first, second].map(({ stdout }) => comparisonSchema.parse(JSON.parse(stdout)));
    expect(a?.tasks.map(({ name }) => name)).toEqual(['species', 'island', 'sex', 'body-mass']);
    expect(Object.keys(a?.strategies ?? {})).toEqual(['equal', 'gradnorm']);
    expect(a?.seeds).toBe(2);
    expect(a && withoutTimes(a)).toEqual(b && withoutTimes(b));
  });

  it('leaves a file a run, the comparison, the table and a report', () => {
    const out = join(folder, 'first');
    expect(readdirSync(join(out, 'penguins')).sort()).toEqual([
      'comparison.json',
      'report.html',
      'results.csv',
      'runs',
    ]);
    expect(runsIn(out)).toHaveLength(2 * (4 + 2));
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

  it.each<NodeJS.Signals>(['SIGKILL', 'SIGINT'])(
    'goes on after %s halfway, to the same numbers as an unbroken one',
    async (signal) => {
      const args = [...compare, '--epochs', '40', '--json', '--out'];
      const out = join(folder, signal);
      const running = start(...args, out);
      await someRuns(running, out);
      running.child.kill(signal);
      const { code, stdout, stderr } = await running.outcome;
      const before = runsIn(out);
      expect(before.length).toBeGreaterThan(0);
      expect(before.length).toBeLessThan(12);
      expect(stdout).toBe('');
      if (signal === 'SIGINT') {
        expect(code).toBe(130);
        expect(stderr).toMatch(/Stopped: \d+ of 12 runs are kept in .*; the same command goes on from there\.\n$/);
      }
      const times = before.map((name) => readFileSync(join(out, 'penguins', 'runs', name), 'utf8'));
      const resumed = await equipoise(...args, out);
      expect(before.map((name) => readFileSync(join(out, 'penguins', 'runs', name), 'utf8'))).toEqual(times);
      const unbroken = await equipoise(...args, join(folder, 'unbroken'));
      const [a, b] = [resumed, unbroken].map(({ stdout: text }) => comparisonSchema.parse(JSON.parse(text)));
      expect(a && JSON.stringify(withoutTimes(a))).toBe(b && JSON.stringify(withoutTimes(b)));
    },
  );

  it('goes on without a process that dies: only its run is missing', async () => {
    const args = [...compare, '--epochs', '40', '--json', '--out', join(folder, 'worker')];
    const running = start(...args);
    await someRuns(running, join(folder, 'worker'));
    const [worker] = childrenOf(running.child.pid ?? 0);
    if (worker !== undefined) process.kill(worker, 'SIGKILL');
    const { code, stderr } = await running.outcome;
    expect([worker === undefined, code]).toEqual([false, 1]);
    expect(stderr).toMatch(/1 of 12 runs failed, the results of the others are kept/);
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
