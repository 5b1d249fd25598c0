import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cellsOf, readCsv } from '@equipoise/datasets';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-formats-'));
const at = (name: string): string => join(folder, name);

/** The files of one table. */
const files = ['houses.csv', 'houses.jsonl', 'houses.json', 'named-otherwise'] as const;

beforeAll(async () => {
  writeFileSync(at('houses.csv'), housesCsv());
  const table = await readCsv(at('houses.csv'));
  const cells = table.columns.map((name) => [name, cellsOf(table.column(name))] as const);
  const rows = Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(cells.map(([name, own]) => [name, own[row]])),
  );
  const lines = rows.map((row) => JSON.stringify(row)).join('\n');
  writeFileSync(at('houses.jsonl'), lines);
  writeFileSync(at('named-otherwise'), lines);
  writeFileSync(at('houses.json'), JSON.stringify(rows));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('--table', { timeout: 120_000 }, () => {
  it('takes JSON as it takes CSV: train, predict and evaluate', async () => {
    const model = at('houses.safetensors');
    const quick = ['--epochs', '1', '--batch-size', '16', '--engine', 'wasm', '--json'];
    const trained = await equipoise(
      'train',
      '--table',
      at('houses.jsonl'),
      '--targets',
      'price,sold',
      '--out',
      model,
      ...quick,
    );
    expect([trained.code, trained.stderr.includes('Error')]).toEqual([0, false]);
    const answers = await Promise.all(
      files.map(async (file) => {
        const predicted = await equipoise('predict', '--model', model, '--table', at(file), '--json');
        const evaluated = await equipoise('evaluate', '--model', model, '--table', at(file), '--json');
        return [predicted.stdout, evaluated.stdout];
      }),
    );
    expect((JSON.parse(answers[0]?.[0] ?? '') as unknown[]).length).toBe(80);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('describes each file by its content', async () => {
    const formats = await Promise.all(
      files.map(async (file) => {
        const { stdout } = await equipoise('describe', at(file), '--json');
        const { format, rows } = JSON.parse(stdout) as { format: string; rows: number };
        return [format, rows];
      }),
    );
    expect(formats).toEqual([
      ['CSV', 80],
      ['JSON lines', 80],
      ['JSON', 80],
      ['JSON lines', 80],
    ]);
    expect((await equipoise('describe', at('houses.json'))).stdout).toContain('houses.json: 80 rows, 4 columns, JSON');
  });

  it('refuses an option of CSV for another file, and a file of another kind', async () => {
    const { code, stderr } = await equipoise('describe', at('houses.json'), '--skip-lines', '2');
    expect([code, stderr]).toEqual([
      2,
      `${at('houses.json')}: is JSON, which the option --skip-lines says nothing of: it is for CSV.\n`,
    ]);
    writeFileSync(at('book.xlsx'), 'PK\u0003\u0004 and so on');
    const book = await equipoise('describe', at('book.xlsx'));
    expect([book.code, book.stderr]).toEqual([
      2,
      `${at('book.xlsx')}: is a ZIP archive or an Excel workbook (.xlsx), not CSV.\n`,
    ]);
  });
});
