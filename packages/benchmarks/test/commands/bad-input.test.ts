import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { equipoise } from '../support/equipoise.ts';
import { housesCsv } from '../support/houses.ts';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-bad-input-'));
const out = join(folder, 'out');
const houses = join(folder, 'houses.csv');
const nan = join(folder, 'nan.csv');
writeFileSync(houses, housesCsv());
writeFileSync(nan, 'area,price\n50,150\n60,180\nNaN,200\n70,210\n80,240\n');
const constant = join(folder, 'constant.csv');
writeFileSync(constant, `a,b\n${Array.from({ length: 40 }, (_, row) => `${(row * 7) % 11},5\n`).join('')}`);
afterAll(() => rmSync(folder, { recursive: true }));

const compare = ['compare', '--dataset', 'penguins', '--epochs', '1', '--seeds', '1'];
const table = ['compare', '--table', houses, '--targets'];

describe('equipoise', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['a data set', ['compare', '--dataset', 'pengins'], /no data set "pengins" \(did you mean penguins\?\)/],
    ['a strategy', [...compare, '--strategies', 'equal,gradnrm'], /did you mean gradnorm\?.*"gradnrm"/],
    ['an option', [...compare, '--epoch', '3'], /unknown option '--epoch'.*--epochs/],
    ['a command', ['compair'], /unknown command 'compair'.*compare/],
    ['an engine', [...compare, '--engine', 'gpu'], /--engine.*gpu.*native/],
    ['a place', [...compare, '--gradient-scope', 'heads'], /--gradient-scope.*heads.*last-layer, representation/],
    ['a profile', ['compare', '--profile', 'slow'], /--profile.*slow.*quick/],
    ['a column', [...table, 'prise:regression'], /houses\.csv has no column "prise" \(did you mean price\?\)/],
    [
      'a kind of target',
      [...table, 'price:number'],
      /targets.*one of binary, count, multiclass, ordinal, quantiles, regression.*"price:number"/,
    ],
  ])('names %s that it does not know in one sentence, and what it does know', async (_, args, sentence) => {
    await refused([...args, ...(args[0] === 'compare' ? ['--out', out] : [])], sentence);
  });

  it.each<[string, readonly string[], RegExp]>([
    ['a negative weight', [...table, 'price:regression,sold:binary', '--strategies', 'fixed(weights=[-1,1])'], /-1/],
    ['a file that is not there', ['compare', '--table', 'no.csv', '--targets', 'a:binary'], /cannot read no\.csv/],
    [
      'NaN in an input that must not be missing',
      ['compare', '--table', nan, '--targets', 'price:regression', '--on-missing', 'error'],
      /"area", line 4: .*received null/,
    ],
    [
      'a word for a number',
      [...table, 'district:regression', '--inputs', 'area'],
      /"district", line \d+: must be a finite number/,
    ],
    [
      'a table beside a data set',
      [...compare, '--table', houses],
      /'--table <file>' cannot be used with option '--dataset <name>'/,
    ],
    [
      'an engine named by 50,000 control characters',
      [...compare, '--engine', '\u001b[31m\n'.repeat(8000)],
      /^option '--engine <name>' argument '\\u001b\[31m\\n.{300,400}…\n$/,
    ],
    ['more seeds than anybody waits for', [...compare, '--seeds', '1000000000'], /`seeds` must be .*10000 trials/],
    [
      'a constant target',
      ['compare', '--table', constant, '--inputs', 'a', '--targets', 'b:regression'],
      /"b".* must|the labels of the task b must differ/,
    ],
    ['NaN epochs', [...compare, '--epochs', 'NaN'], /--epochs.*NaN.*whole number/],
    ['no seeds', [...compare, '--seeds', '0'], /--seeds.*0.*at least 1/],
    ['5000 threads', [...compare, '--threads', '5000'], /--threads.*5000.*must be a whole number from 1 to 1024\.$/m],
    [
      'epochs without end',
      ['compare', '--dataset', 'penguins', '--epochs', '9e15'],
      /--epochs.*9e15.*whole number from 1 to 1000000\.$/m,
    ],
    ['a negative learning rate', [...compare, '--learning-rate=-1'], /--learning-rate.*-1.*above 0/],
  ])('refuses %s before anything is trained or written', async (_, args, sentence) => {
    await refused([...args, '--out', out], sentence);
  });

  /** One sentence on standard error, exit code 2, nothing else. */
  async function refused(args: readonly string[], sentence: RegExp): Promise<void> {
    const { code, stdout, stderr } = await equipoise(...args);
    expect(stderr).toMatch(sentence);
    expect(stderr).not.toMatch(/^\s*at /m);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
    expect(existsSync(out)).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['constant.csv', 'houses.csv', 'nan.csv']);
  }
});
