import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf, withoutTimes } from '../support/comparison.ts';
import { equipoise, type Running, start } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-compare-'));
afterAll(() => rmSync(folder, { recursive: true }));

const study = ['--dataset', 'penguins', '--strategies', 'gradnorm', '--seeds', '1', '--epochs', '20'];
const compare = ['compare', ...study, '--jobs', '1'];
const [unbroken, broken] = [join(folder, 'unbroken'), join(folder, 'broken')];

/** What the files of the runs hold, by their names. */
function runsIn(out: string): Readonly<Record<string, string>> {
  const runs = join(out, 'penguins', 'runs');
  const names = existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(runs, name), 'utf8')]));
}

/** The comparison that a folder holds. */
function comparisonIn(out: string): string {
  return readFileSync(join(out, 'penguins', 'comparison.json'), 'utf8');
}

describe('equipoise compare', { timeout: 180_000 }, () => {
  it('prints exactly the promised object with --json', async () => {
    const { code, stdout } = await equipoise(...compare, '--json', '--out', unbroken);
    expect([code, stdout]).toEqual([0, comparisonIn(unbroken)]);
    const comparison = comparisonOf(stdout);
    expect(Object.keys(comparison)).toEqual(['dataset', 'engine', 'seeds', 'tasks', 'baseline', 'strategies']);
    expect(comparison.tasks.map(({ name }) => name)).toEqual(['species', 'island', 'sex', 'body-mass']);
    expect(Object.keys(comparison.strategies)).toEqual(['gradnorm']);
    expect(comparison.seeds).toBe(1);
  });

  it('leaves a file a run, the comparison, the table and a report', () => {
    const files = readdirSync(join(unbroken, 'penguins')).sort();
    expect(files).toEqual(['comparison.json', 'report.html', 'results.csv', 'runs']);
    expect(Object.keys(runsIn(unbroken))).toHaveLength(4 + 1);
  });

  // From here on one study is broken off three times; each time the same command goes on with it.

  it('stops at Ctrl-C with exit code 130, and says how to go on', async () => {
    const running = start(...compare, '--out', broken);
    await moreRuns(running, 1);
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.outcome;
    expect([code, stdout]).toEqual([130, '']);
    const kept = Object.keys(runsIn(broken)).length;
    const sentence = `Stopped: ${kept} of 5 runs are kept in ${broken}; the same command goes on from there.\n`;
    expect(stderr.endsWith(sentence), stderr).toBe(true);
    expect(readdirSync(join(broken, 'penguins'))).toEqual(['runs']);
  });

  it('goes on without a process that dies, until it is killed itself', async () => {
    const running = start(...compare, '--out', broken);
    await moreRuns(running, 1);
    const [worker] = childrenOf(running.child.pid ?? 0);
    if (worker !== undefined) process.kill(worker, 'SIGKILL');
    await moreRuns(running, 1);
    running.child.kill('SIGKILL');
    const { stdout, stderr } = await running.outcome;
    expect([worker === undefined, stdout]).toEqual([false, '']);
    expect(stderr).toMatch(/^penguins, .*, seed 0 failed\.$/m);
  });

  it('gives the same bits as an unbroken one after it was killed, and makes no run twice', async () => {
    const kept = runsIn(broken);
    expect(Object.keys(kept).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(kept).length).toBeLessThan(5);
    const { code, stdout } = await equipoise(...compare, '--out', broken);
    expect(code).toBe(0);
    expect(runsIn(broken)).toMatchObject(kept);
    expect(withoutTimes(comparisonIn(broken))).toBe(withoutTimes(comparisonIn(unbroken)));
    expect(stdout.split('\n').filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toMatch(/Open the report: .*broken\/penguins\/report\.html\n$/);
  });

  /** Waits until so many more runs are kept than now. */
  async function moreRuns({ child }: Running, count: number): Promise<void> {
    const wanted = Object.keys(runsIn(broken)).length + count;
    while (Object.keys(runsIn(broken)).length < wanted && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** The processes that a process has started, where the system tells (Linux). */
  function childrenOf(pid: number): readonly number[] {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return list === '' ? [] : list.split(' ').map(Number);
  }
});
