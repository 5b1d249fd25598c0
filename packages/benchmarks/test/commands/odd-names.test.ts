import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { comparisonOf } from '../support/comparison.ts';
import { equipoise } from '../support/equipoise.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-names-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Columns, tasks and classes that every object has something of, and a task that a spreadsheet would compute. */
const rows = Array.from({ length: 60 }, (_, row) => {
  const x = (row * 37) % 61;
  return [x, x % 2 ? 'constructor' : '__proto__', x > 30 ? 'toString' : 'valueOf', 2 * x, -x].join(',');
});
const file = join(folder, 'constructor');
writeFileSync(file, ['toString,hasOwnProperty,__proto__,constructor,=1+1', ...rows, ''].join('\n'));

const targets = '__proto__:binary,constructor:regression,=1+1:regression';
const command = ['compare', '--table', file, '--targets', targets, '--strategies', 'equal', '--epochs', '5'];

describe('tasks, columns and classes with the names of an object’s members', () => {
  it('are trained, compared, reported and read back', async () => {
    const out = join(folder, 'out');
    const first = await equipoise(...command, '--seeds', '2', '--out', out, '--json');
    expect([first.code, first.stderr.includes(' at ')]).toEqual([0, false]);
    const { baseline, strategies, tasks } = comparisonOf(first.stdout);
    const names = ['__proto__', 'constructor', '=1+1'];
    expect(tasks.map(({ name }) => name)).toEqual(names);
    for (const found of [baseline, strategies.equal?.tasks ?? {}]) {
      expect(Object.keys(found)).toEqual(names);
      for (const { mean, sd } of Object.values(found)) expect([typeof mean, typeof sd]).toEqual(['number', 'number']);
    }
    const report = readFileSync(join(out, 'constructor', 'report.html'), 'utf8');
    const shown = report.replace(/<script>.*?<\/script>/s, ''); // Its own code says NaN and undefined.
    expect(shown.match(/NaN|undefined|\[object/g)).toBeNull();
    expect(names.every((name) => report.includes(name))).toBe(true);

    const again = await equipoise(...command, '--seeds', '2', '--out', out, '--json');
    expect([again.code, again.stdout]).toEqual([0, first.stdout]); // Every trial was read back: the times are the same.
  });

  it('are no formulas in results.csv, and numbers stay numbers', () => {
    const csv = readFileSync(join(folder, 'out', 'constructor', 'results.csv'), 'utf8')
      .split('\r\n')
      .slice(1, -1);
    const cells = csv.map((line) => line.split(','));
    expect(cells.filter(([, , , task]) => task === "'=1+1")).toHaveLength(2 * 2 * 3);
    expect(cells.flat().filter((cell) => /^[=+@\t\r]|^-(?!\d)/.test(cell))).toEqual([]);
    const negative = cells.flatMap((line) => line.slice(5, 7)).filter((cell) => cell.startsWith('-'));
    expect(negative.every((cell) => Number(cell) < 0)).toBe(true);
  });
});
