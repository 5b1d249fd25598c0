import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-report-'));
const penguins = join(folder, 'penguins');
const files = ['comparison.json', 'report.html', 'results.csv'];
afterAll(() => rmSync(folder, { recursive: true }));

/** The files that a comparison comes to, as they are now. */
function contents(place: string): readonly string[] {
  return files.map((file) => readFileSync(join(place, file), 'utf8'));
}

describe('equipoise report', () => {
  it('makes the same files again, byte for byte, without training', async () => {
    const study = [
      '--dataset',
      'penguins',
      '--strategies',
      'equal,dwa',
      '--epochs',
      '2',
      '--jobs',
      '1',
      '--seeds',
      '2',
    ];
    const compared = await equipoise('compare', ...study, '--out', folder);
    expect(compared.code).toBe(0);
    const [before, trials] = [contents(penguins), readdirSync(join(folder, 'trials'))];
    for (const file of files) rmSync(join(penguins, file));
    const { code, stdout, stderr } = await equipoise('report', folder);
    expect([code, stderr, stdout]).toEqual([0, '', compared.stdout]);
    expect(contents(penguins)).toEqual(before);
    expect(readdirSync(join(folder, 'trials'))).toEqual(trials);
  });

  it('writes a Parquet file beside the others when it is told to', async () => {
    const { code, stderr } = await equipoise('report', folder, '--export', 'parquet');
    expect([code, stderr]).toEqual([0, '']);
    expect(readFileSync(join(penguins, 'results.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    const other = await equipoise('report', folder, '--export', 'xlsx');
    expect([other.code, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain('Allowed choices are parquet');
  });

  it('takes the folder of a data set, and writes elsewhere when it is told to', async () => {
    const out = join(folder, 'elsewhere');
    const { code, stdout } = await equipoise('report', penguins, '--out', out, '--json');
    expect([code, stdout.length > 100]).toEqual([0, true]);
    expect(JSON.parse(stdout)).toMatchObject({ dataset: 'penguins', seeds: 2 });
    expect(contents(join(out, 'penguins'))).toEqual(contents(penguins));
  });

  it('makes a report of the complete seeds, and says how many there are', async () => {
    const [run = ''] = readdirSync(join(folder, 'trials')).filter((name) =>
      /"seed": 1\b/.test(readFileSync(join(folder, 'trials', name), 'utf8')),
    );
    rmSync(join(folder, 'trials', run));
    const { code, stdout, stderr } = await equipoise('report', folder);
    expect([code, stderr]).toEqual([0, 'penguins: 1 of 2 seeds are complete; the report is of this one.\n']);
    expect(stdout.replaceAll('\n', ' ')).toContain('One seed cannot be tested');
  });

  it.each([
    ['a folder that is not there', join(folder, 'none')],
    ['a folder without a study', join(folder, 'elsewhere')],
    ['a folder that holds files', import.meta.dirname],
  ])('refuses %s in one sentence', async (_, place) => {
    const { code, stdout, stderr } = await equipoise('report', place);
    expect(stderr).toMatch(/ holds no study: name the folder that equipoise compare --out was given\.\n$/);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });
});
