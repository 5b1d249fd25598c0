import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { equipoise } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-describe-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The path of a file with this content. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const houses = file('houses.csv', housesCsv());

const guess = z.strictObject({
  kind: z.enum(['regression', 'count', 'binary', 'multiclass', 'ordinal', 'multilabel', 'text']),
  reason: z.string(),
});

const promised = z.strictObject({
  file: z.string(),
  format: z.string(),
  encoding: z.string(),
  delimiter: z.string(),
  rows: z.int(),
  columns: z.array(
    z.strictObject({
      name: z.string(),
      type: z.string(),
      missing: z.int(),
      distinct: z.int(),
      role: z.string(),
      reason: z.string(),
      asTarget: guess.optional(),
    }),
  ),
  targets: z.array(
    z.strictObject({
      name: z.string(),
      kind: z.enum(['regression', 'binary', 'multiclass', 'ordinal']),
      guess,
      classes: z.array(z.strictObject({ name: z.string(), count: z.int() })).optional(),
    }),
  ),
  leaks: z.array(
    z.strictObject({
      target: z.string(),
      columns: z.array(z.string()),
      rule: z.enum(['copy', 'one column', 'equation']),
      score: z.number(),
      reason: z.string(),
    }),
  ),
  leakRows: z.int(),
  groups: z.array(z.strictObject({ name: z.string(), groups: z.int(), reason: z.string() })),
  times: z.array(z.strictObject({ name: z.string(), splits: z.boolean(), ordered: z.boolean(), reason: z.string() })),
  renamed: z.array(z.tuple([z.string(), z.string()])),
  neighbours: z.number().optional(),
  sequential: z.boolean(),
  duplicates: z.strictObject({ exact: z.int(), sameInputs: z.int(), conflicting: z.int() }),
  warnings: z.array(z.string()),
});

/** What `equipoise describe --json` prints. */
async function described(...args: readonly string[]): Promise<z.infer<typeof promised>> {
  const { code, stdout, stderr } = await equipoise('describe', ...args, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return promised.parse(JSON.parse(stdout));
}

describe('equipoise describe', { timeout: 60_000 }, () => {
  it('prints exactly the promised object with --json', async () => {
    const { columns, targets, ...rest } = await described(houses, '--targets', 'sold,price:regression');
    const sold = 'area alone predicts sold: 1.000 of 1 beyond chance.';
    expect(rest).toEqual({
      file: houses,
      format: 'CSV',
      encoding: 'utf-8',
      delimiter: ',',
      rows: 80,
      // What is larger than 80 is sold: the houses of the tests are made so.
      leaks: [{ target: 'sold', columns: ['area'], rule: 'one column', score: 1, reason: sold }],
      leakRows: 80,
      groups: [],
      times: [],
      renamed: [],
      sequential: false,
      duplicates: { exact: 0, sameInputs: 0, conflicting: 0 },
      warnings: [`${sold} Leave it out, unless it is known before sold is.`],
    });
    expect(targets.map(({ name, kind }) => [name, kind])).toEqual([
      ['price', 'regression'],
      ['sold', 'binary'],
    ]);
    expect(columns.map(({ name, type, missing, role }) => [name, type, missing, role])).toEqual([
      ['area', 'number', 0, 'input'],
      ['district', 'category', 0, 'input'],
      ['price', 'number', 8, 'target'],
      ['sold', 'category', 10, 'target'],
    ]);
  });

  it('takes every option that says how the file is written', async () => {
    const text = 'made by hand\n# a comment\n1.000,5;M\xfcnchen;k.A.\n2;K\xf6ln;3\nend of file\n';
    const { rows, columns, warnings, ...rest } = await described(
      file('written.csv', Buffer.from(text, 'latin1')),
      ...['--encoding', 'latin1', '--delimiter', ';', '--no-header', '--columns', 'amount,town,other'],
      ...['--skip-lines', '1', '--skip-footer', '1', '--comment', '#', '--decimal', ',', '--thousands', '.'],
      ...['--missing', 'k.A.,n/a'],
    );
    expect([rows, rest.encoding, rest.delimiter]).toEqual([2, 'windows-1252', ';']);
    expect(columns.map(({ name, type, missing }) => [name, type, missing])).toEqual([
      ['amount', 'number', 0],
      ['town', 'category', 0],
      ['other', 'number', 1],
    ]);
    expect(warnings[0]).toBe('Cells that were taken for missing: 1 × "k.A." (option --missing).');
  });

  it('takes what the user knows better: kinds of targets, types and roles', async () => {
    const args = [
      '--targets',
      'sold:multiclass',
      '--types',
      'area:category',
      '--roles',
      'district:identifier,area:input',
    ];
    const { columns, targets } = await described(houses, ...args, '--leak-score', '1', '--sample', '50');
    expect(targets.map(({ name, kind }) => [name, kind])).toEqual([['sold', 'multiclass']]);
    expect(columns.slice(0, 2).map(({ type, role }) => [type, role])).toEqual([
      ['category', 'input'],
      ['category', 'identifier'],
    ]);
    const refused = await equipoise('describe', houses, '--roles', 'district:identifer');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('identifier')]);
  });

  it('names what gives a target away, how to split, and rows that are there twice', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => `P${row % 12},${(row * 7) % 13},${row % 2},${(row % 2) * 9}`);
    const text = ['patient,age,churn,left', ...rows, rows[0], ''].join('\n');
    const { stdout } = await equipoise('describe', file('leak.csv', text));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('left alone predicts churn: 1.000 of 1 beyond chance.');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('by patient? 12 groups of 5.1 rows on average');
    expect(stdout).toContain('1 row repeats an earlier one in all cells, of 61');
    expect(stdout).toContain('churn (binary): 0 31 (51 %), 1 30 (49 %)');
  });

  it('prints a page that fits, with what to mind and what to do next', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `C${row},${row % 7},${row % 2}`);
    const { code, stdout } = await equipoise(
      'describe',
      file('churn.csv', ['customer,age,churn', ...rows, ''].join('\n')),
    );
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 100 && !line.includes(folder))).toEqual([]);
    expect(stdout).toContain('30 rows, 3 columns, utf-8, separated by ","');
    expect(stdout).toContain('customer looks like an identifier: 30 values in 30 rows; left out.');
    expect(stdout).toMatch(/\n {2}equipoise compare --table \S+churn\.csv --targets churn:binary\n$/);
  });

  it('asks to read a file without a header line first, where the first line looks like data', async () => {
    const rows = Array.from({ length: 30 }, (_, row) => `${row + 0.5},${7 + (row % 7)},${row % 2}`);
    const { stdout } = await equipoise('describe', file('headless.csv', rows.join('\n')), '--missing', 'none');
    expect(stdout).toMatch(/\n {2}equipoise describe \S+headless\.csv --missing none --no-header\n$/);
  });

  it.each<[string, string, readonly string[], RegExp]>([
    ['an encoding', 'caf\xe9,b\n1,2\n', [], /line 1: is not UTF-8; give the option --encoding \(windows-1252 /],
    ['a line of another length', 'a,b\n1,2\n3\n', [], /line 3: 2 cells expected, 1 received\.$/],
    ['no header line', '0,0,1\n0,2,3\n', [], /if there is no header line, say so \(option --no-header\)\.$/],
    ['a target that is not there', 'area,b\n1,2\n', ['--targets', 'aera'], /no column "aera" \(did you mean area\?\)/],
    ['no number of lines', 'a,b\n1,2\n', ['--skip-lines', 'two'], /--skip-lines.*two.*whole number/],
  ])('names %s in one sentence', async (_, text, args, sentence) => {
    const { code, stdout, stderr } = await equipoise('describe', file('bad.csv', Buffer.from(text, 'latin1')), ...args);
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr.trimEnd()).toMatch(sentence);
  });
});
