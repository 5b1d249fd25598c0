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

const promised = z.strictObject({
  file: z.string(),
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
    }),
  ),
  targets: z.array(z.strictObject({ name: z.string(), kind: z.enum(['regression', 'binary', 'multiclass']) })),
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
    const { columns, ...rest } = await described(houses, '--targets', 'sold,price:regression');
    expect(rest).toEqual({
      file: houses,
      encoding: 'utf-8',
      delimiter: ',',
      rows: 80,
      targets: [
        { name: 'price', kind: 'regression' },
        { name: 'sold', kind: 'binary' },
      ],
      warnings: [],
    });
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
