import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-compare-runs-'));
const [before, after, unlike] = ['before', 'after', 'unlike'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
afterAll(() => rmSync(folder, { recursive: true }));

beforeAll(async () => {
  const study = ['--strategies', 'equal', '--epochs', '2', '--seeds', '3', '--jobs', '1'];
  const runs = [
    await equipoise('compare', '--dataset', 'penguins', ...study, '--out', before),
    await equipoise('compare', '--dataset', 'penguins', ...study, '--learning-rate', '0.001', '--out', after),
    await equipoise('compare', '--dataset', 'gradnorm-toy', '--size', '64', ...study, '--out', unlike),
  ];
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
});

describe('equipoise compare-runs', () => {
  it('says what differs in the settings and in the results, paired by seed', async () => {
    const { code, stdout, stderr } = await equipoise('compare-runs', before, after);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/training\.learningRate +0\.005 +0\.001/);
    expect(stdout).toMatch(/sex, single-task +accuracy ↑ +0\.\d+/);
    expect(stdout.replaceAll('\n', ' ')).toMatch(
      /paired by seed \(3 of the same number, on the same test rows\)\. Of 8 differences from A to B/,
    );
  });

  it('prints one JSON object that holds the same', async () => {
    const { code, stdout } = await equipoise('compare-runs', before, join(after, 'penguins'), '--json');
    expect(code).toBe(0);
    const answer = JSON.parse(stdout) as { differences: object[] };
    expect(answer).toMatchObject({
      a: { folder: before },
      studies: [{ dataset: 'penguins', settings: [{ setting: 'training.learningRate', a: '0.005', b: '0.001' }] }],
      only: { a: [], b: [] },
    });
    expect(answer.differences).toHaveLength(8);
    expect(answer.differences[0]).toMatchObject({ strategy: 'single-task', pairing: 'paired', seeds: [3, 3] });
  });

  it('finds no difference of a run from itself', async () => {
    const { code, stdout } = await equipoise('compare-runs', before, before);
    expect(code).toBe(0);
    expect(stdout).toContain('Made with the same settings.');
    expect(stdout.replaceAll('\n', ' ')).toContain('0 are clearly better (*), 0 clearly worse (*), and 8 unclear');
  });

  it('refuses in one sentence, with exit code 2, what holds no study or nothing in common', async () => {
    const missing = await equipoise('compare-runs', before, join(folder, 'nowhere'));
    expect([missing.code, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toMatch(
      /nowhere holds no study: name the folder that equipoise compare --out was given\.\n$/,
    );
    const strange = await equipoise('compare-runs', before, unlike);
    expect([strange.code, strange.stdout]).toEqual([2, '']);
    expect(strange.stderr).toBe(
      'compare-runs: the two runs have no task in common: A holds penguins, B holds gradnorm-toy.\n',
    );
    const empty = await equipoise('compare-runs', before, '');
    expect([empty.code, empty.stderr]).toEqual([2, 'compare-runs: must be given a folder of results, received "".\n']);
    expect((await equipoise('compare-runs', before)).code).toBe(2);
  });
});
