import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

import { withoutTimes } from '../support/comparison.ts';
import { cli, equipoise } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';
import { trialsIn } from '../support/kept-trials.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-shards-'));
const study = join(folder, 'study.yaml');
const place = (name: string): string => join(folder, name);
let unbroken: string;

beforeAll(async () => {
  writeFileSync(place('houses.csv'), housesCsv());
  writeFileSync(
    study,
    `datasets: [{ table: houses.csv, targets: { price: regression, sold: binary } }]
strategies: [equal, uncertainty]
seeds: 2
epochs: 1
tune: { trials: 2, training: { learningRate: [0.001, 0.1] } }
`,
  );
  const { code, stdout } = await equipoise('study', study, '--out', place('unbroken'), '--json');
  expect(code).toBe(0);
  unbroken = withoutTimes(stdout);
});

afterAll(() => rmSync(folder, { recursive: true }));

/** The study from a folder that holds all of its trials: none is made again. */
async function compared(out: string): Promise<string> {
  const before = Object.keys(trialsIn(out)).length;
  const { code, stdout } = await equipoise('study', study, '--out', out, '--json');
  expect([code, Object.keys(trialsIn(out)).length]).toEqual([0, before]);
  return withoutTimes(stdout);
}

describe('equipoise study --shard, and equipoise merge', () => {
  it('make on three machines what one makes, and merging twice changes nothing', async () => {
    const parts = ['part-1', 'part-2', 'part-3'].map(place);
    for (const [index, out] of parts.entries()) {
      const { code, stdout } = await equipoise('study', study, '--shard', `${index + 1}/3`, '--out', out, '--json');
      expect([code, JSON.parse(stdout)]).toMatchObject([0, { shard: index + 1, of: 3 }]);
    }
    const ids = parts.map((part) => Object.keys(trialsIn(part)));
    const all = Object.keys(trialsIn(place('unbroken'))).sort();
    expect(ids.flat().sort()).toEqual(all);
    const merged = place('merged');
    const first = await equipoise('merge', ...parts, '--out', merged, '--json');
    expect([first.code, JSON.parse(first.stdout)]).toEqual([0, { copied: all.length, same: 0, damaged: 0 }]);
    expect(await compared(merged)).toBe(unbroken);
    const again = await equipoise('merge', ...parts, '--out', merged, '--json');
    expect([again.code, JSON.parse(again.stdout)]).toEqual([0, { copied: 0, same: all.length, damaged: 0 }]);
    expect((await equipoise('report', merged, '--json')).code).toBe(0);
  });

  it('find their shard in an array job', async () => {
    const out = place('array');
    const script = place('study.sh');
    const emitted = await equipoise('study', study, '--emit', 'slurm', '--shards', '2', '--out', out);
    expect(emitted.stdout).toContain('#SBATCH --array=1-2\n');
    // As Slurm runs it; npx finds the command of this build.
    writeFileSync(script, emitted.stdout.replace('exec npx equipoise', `exec ${process.execPath} ${cli}`));
    for (const task of ['1', '2']) {
      const variables = { SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_COUNT: '2' };
      await promisify(execFile)('bash', [script], { env: { ...process.env, ...variables } });
    }
    expect(await compared(out)).toBe(unbroken);
  });

  it('print manifests with a place for each shard', async () => {
    const line = ['study', study, '--shards', '3', '--workers', '2', '--out', 'results', '--emit'];
    const kubernetes = await equipoise(...line, 'kubernetes');
    const [map, claim, job] = parseAllDocuments(kubernetes.stdout).map((part) => part.toJS() as object);
    expect(map).toMatchObject({ kind: 'ConfigMap', data: { 'study.yaml': readFileSync(study, 'utf8') } });
    expect(claim).toMatchObject({ kind: 'PersistentVolumeClaim' });
    expect(job).toMatchObject({ kind: 'Job', spec: { completionMode: 'Indexed', completions: 3, parallelism: 3 } });
    expect(kubernetes.stdout).toContain('--shard 3 --workers 2 --out /results');
    const compose = await equipoise(...line, 'docker-compose');
    const { services } = z
      .object({ services: z.record(z.string(), z.object({ command: z.array(z.string()) })) })
      .parse(parseAllDocuments(compose.stdout)[0]?.toJS());
    expect(Object.keys(services)).toEqual(['shard-1', 'shard-2', 'shard-3', 'compare']);
    expect(services['shard-2']?.command[2]).toContain('--shard 2/3');
  });
});

describe('equipoise merge', () => {
  /** The trials of the unbroken study in a folder of their own, one of them changed. */
  function changed(name: string, change: (text: string) => string): string {
    const [from, to] = [join(place('unbroken'), 'trials'), join(place(name), 'trials')];
    mkdirSync(to, { recursive: true });
    for (const file of readdirSync(from)) copyFileSync(join(from, file), join(to, file));
    const [first = ''] = readdirSync(to).sort();
    writeFileSync(join(to, first), change(readFileSync(join(to, first), 'utf8')));
    return place(name);
  }

  it('leaves out what is damaged, and says so', async () => {
    const damaged = changed('damaged', (text) => text.slice(0, 200));
    const { code, stdout, stderr } = await equipoise('merge', damaged, '--out', place('from-damaged'), '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { damaged: 1 }]);
    expect(stderr).toContain('it is left out.');
  });

  it('refuses a folder without results and other studies, and then writes nothing', async () => {
    mkdirSync(place('empty'));
    const none = await equipoise('merge', place('empty'), '--out', place('nowhere'));
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('holds no results') as string });
    const other = place('other.yaml');
    writeFileSync(other, readFileSync(study, 'utf8').replace('seeds: 2', 'seeds: 1'));
    expect((await equipoise('study', other, '--shard', '1/4', '--out', place('other'))).code).toBe(0);
    const mixed = await equipoise('merge', place('unbroken'), place('other'), '--out', place('mixed'));
    expect(mixed).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('different studies of houses.csv') as string,
    });
    expect(readdirSync(place('mixed'))).toEqual([]);
  });
});
