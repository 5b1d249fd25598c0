import { random, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { describeTable, type Leak } from '../../src/index.ts';

type Cells = Readonly<Record<string, readonly (string | number | null)[]>>;

/** The leaks of a table as `target < columns`. */
function leaksOf(columns: Cells, targets: readonly string[], leakScore = 0.98): readonly string[] {
  const { leaks } = describeTable(toTable('table', columns), { targets, leakScore });
  return leaks.map((leak: Leak) => `${leak.target} < ${leak.columns.join(' ')} (${leak.rule})`);
}

const rows = 400;
const stream = random(7);
const numbers = Array.from({ length: rows }, () => stream.normal());
const other = Array.from({ length: rows }, () => stream.normal());
const classes = numbers.map((number) => (number > 0 ? 'yes' : 'no'));

describe('columns that give a target away', () => {
  it('are a copy, an increasing and a decreasing function of a number', () => {
    const cells = {
      copy: numbers,
      up: numbers.map(Math.exp),
      down: numbers.map((one) => -(one ** 3)),
      other,
      target: numbers,
    };
    expect(leaksOf(cells, ['target'])).toEqual([
      'target < copy (copy)',
      'target < up (one column)',
      'target < down (one column)',
    ]);
  });

  it('are a number whose ranges are the classes, and a code of several values a class', () => {
    const code = classes.map((name, row) => `${name === 'yes' ? 'A' : 'B'}${row % 5}`);
    const cells = { number: numbers, code, other, target: classes };
    expect(leaksOf(cells, ['target'])).toEqual(['target < number (one column)', 'target < code (one column)']);
  });

  it('are a column that is filled only where the answer is yes', () => {
    const refund = classes.map((name, row) => (name === 'yes' ? (other[row] ?? 0) : null));
    expect(leaksOf({ refund, other, target: classes }, ['target'])).toEqual(['target < refund (one column)']);
  });

  it.each([
    ['the sum', (one: number, two: number) => one + two],
    ['the difference', (one: number, two: number) => two - one],
    ['the product', (one: number, two: number) => one * two],
    ['the quotient', (one: number, two: number) => two / one],
  ])('are two columns of which the target is %s', (_, of) => {
    const [left, right] = [other.map((one) => one + 10), numbers.map((one) => one * 0.8 + 20)];
    const target = left.map((one, row) => of(one, right[row] ?? 0));
    const [leak] = describeTable(toTable('table', { left, right, target }), { targets: ['target'] }).leaks;
    expect([...(leak?.columns ?? [])].sort()).toEqual(['left', 'right']);
    expect(leak?.rule).toBe('equation');
    // One cell that the equation does not give is enough for it not to hold.
    expect(leaksOf({ left, right, target: target.with(rows - 1, 0) }, ['target'])).toEqual([]);
  });

  it('are as many as the score asks for', () => {
    const nearly = classes.map((name, row) => (row % 50 === 0 ? 'no' : name));
    const [leak] = describeTable(toTable('table', { nearly, other, target: classes }), {
      targets: ['target'],
      leakScore: 0.5,
    }).leaks;
    expect(leak?.columns).toEqual(['nearly']);
    // (accuracy − share of the most frequent class) / (1 − that share), by hand.
    const yes = classes.filter((name) => name === 'yes').length;
    const lost = classes.filter((name, row) => name === 'yes' && row % 50 === 0).length;
    expect(lost).toBeGreaterThan(0);
    expect(leak?.score).toBeCloseTo((yes - lost) / yes, 10);
    expect(leaksOf({ nearly, other, target: classes }, ['target'], 1)).toEqual([]);
  });

  it('are no other targets', () => {
    expect(leaksOf({ one: numbers, other, two: numbers.map(Math.exp) }, ['one', 'two'])).toEqual([]);
  });
});

describe('noise', () => {
  const sizes = [20, 30, 60, 200, 1000];

  it.each(sizes)('of %i rows is never taken for a leak, in 40 tables of 12 columns and 4 targets', (size) => {
    const found = Array.from({ length: 40 }, (_, seed) => {
      const draw = random(seed + 1000 * size);
      const column = <Value>(value: (row: number) => Value): Value[] =>
        Array.from({ length: size }, (_, row) => value(row));
      const columns: Cells = {
        ...Object.fromEntries([1, 2, 3].map((key) => [`normal ${key}`, column(() => draw.normal())])),
        ...Object.fromEntries([2, 5, 30].map((key) => [`whole ${key}`, column(() => draw.integer(key))])),
        ...Object.fromEntries([2, 8, size].map((key) => [`code ${key}`, column(() => `c${draw.integer(key)}`)])),
        rare: column((row) => (row % 10 === 0 ? 1 : draw.integer(20) === 0 ? 1 : 0)),
        gaps: column(() => (draw.integer(3) === 0 ? null : draw.normal())),
        sorted: column((row) => row + draw.next()),
        even: column(() => draw.integer(2)),
        skewed: column(() => (draw.integer(12) === 0 ? 'yes' : 'no')),
        number: column(() => draw.normal()),
        many: column(() => `m${draw.integer(6)}`),
      };
      return leaksOf(columns, ['even', 'skewed', 'number', 'many']);
    });
    expect(found.flat()).toEqual([]);
  });
});
