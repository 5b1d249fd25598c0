import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Evaluation, random } from '@equipoise/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { isTargetText, targetColumns } from '../../src/trials/target-text.ts';
import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-pairs-'));
const table = join(folder, 'customers.csv');
const model = join(folder, 'customers.safetensors');
const targets = 'months:survival(left),calls:count,rating:ranking(shop),spend:quantiles';

/** Customers of whom the old leave soon, call often, and like what is new. */
function customersCsv(): string {
  const draw = random(4);
  const lines = Array.from({ length: 200 }, (_, row) => {
    const [age, fresh] = [draw.normal(), draw.normal()];
    const months = Math.max(0.1, Math.exp(-age) * -Math.log(1 - draw.next()));
    const calls = Math.round(Math.exp(age + 0.3 * draw.normal()));
    const rating = Number(fresh + 0.2 * draw.normal() > 0.5);
    return [age, fresh, months, row % 3 === 0 ? 0 : 1, calls, rating, `shop ${row % 9}`, 10 * fresh + age].join(',');
  });
  return ['age,fresh,months,left,calls,rating,shop,spend', ...lines, ''].join('\n');
}

beforeAll(() => {
  writeFileSync(table, customersCsv());
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('targets of two columns', { timeout: 240_000 }, () => {
  it('are trained on, measured and predicted', async () => {
    const trained = await equipoise(
      ...['train', '--table', table, '--targets', targets, '--inputs', 'age,fresh', '--out', model],
      ...['--epochs', '15', '--batch-size', '32', '--engine', 'wasm', '--json'],
    );
    expect([trained.code, trained.stderr.includes('Error')]).toEqual([0, false]);
    const { metrics } = (JSON.parse(trained.stdout) as { readonly test: Evaluation }).test;
    expect(Object.keys(metrics)).toEqual(['months', 'calls', 'rating', 'spend']);
    expect(metrics.months?.['c-index']).toBeGreaterThan(0.6);
    expect(metrics.rating?.['group-auc']).toBeGreaterThan(0.7);
    const measured = await equipoise('evaluate', '--model', model, '--table', table, '--json');
    expect([measured.code, measured.stdout.includes('c-index')]).toEqual([0, true]);
    const out = join(folder, 'predictions.csv');
    expect((await equipoise('predict', '--model', model, '--table', table, '--out', out)).code).toBe(0);
    expect(readFileSync(out, 'utf8').split('\r\n')[0]).toMatch(/^months,calls,rating,spend/);
  });

  it('must name a column that there is, for a kind that has two', async () => {
    const run = (of: string) => equipoise('train', '--table', table, '--targets', of, '--out', model);
    const [unknown, alone, other] = [
      await run('months:survival(lef)'),
      await run('months:survival'),
      await run('months:count(left)'),
    ];
    expect(unknown.stderr.trim()).toContain('has no column "lef" (did you mean left?)');
    expect(alone.stderr.trim()).toContain('option `targets` must be a column, a colon and one of');
    expect([unknown.code, alone.code, other.code]).toEqual([2, 2, 2]);
  });

  it('are columns of a table by what the text says', () => {
    expect(
      targetColumns([
        ['months', 'survival(left)'],
        ['rating', 'ranking(shop)'],
        ['calls', 'count'],
      ]),
    ).toEqual({
      months: { kind: 'survival', event: 'left' },
      rating: { kind: 'ranking', group: 'shop' },
      calls: 'count',
    });
    expect(['survival(x)', 'count', 'survival', 'count(x)', 'survival()'].map(isTargetText)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
