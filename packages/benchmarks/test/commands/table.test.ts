import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { comparisonOf } from '../support/comparison.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-table-'));
const [file, out] = [join(folder, 'houses.csv'), join(folder, 'out')];
const columns = ['--table', file, '--targets', 'price:regression,sold:binary'];
const small = ['--seeds', '1', '--jobs', '1', '--json', '--out', out];
writeFileSync(file, housesCsv());
afterAll(() => rmSync(folder, { recursive: true }));

describe('equipoise compare --table', () => {
  it('trains on a table of one’s own, and learns what is in it', async () => {
    const { code, stdout, stderr } = await equipoise('compare', ...columns, '--strategies', 'equal', ...small);
    expect([code, stderr.split('\n')[0]]).toEqual([0, 'Inputs of houses.csv: area (numeric), district (categorical).']);
    const { dataset, tasks, baseline, strategies } = comparisonOf(stdout);
    expect([dataset, ...tasks.map(({ name, metric }) => `${name} ${metric}`)]).toEqual([
      'houses.csv',
      'price rmse',
      'sold accuracy',
    ]);
    for (const found of [baseline, strategies.equal?.tasks]) {
      expect(found?.price?.mean).toBeLessThan(0.3); // In standard deviations; the mean price would be 1 off.
      expect(found?.sold?.mean).toBeGreaterThan(0.8);
    }
    expect(readdirSync(join(out, 'houses.csv', 'runs'))).toHaveLength(3);
  });
});
