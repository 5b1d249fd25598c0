import { join } from 'node:path';

import { DataError, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { describeTable, readCsv, type TableDescription } from '../src/index.ts';
import { at } from './support/known.ts';

const count = 200;

/** A column of a table of 200 rows. */
function column<Value>(value: (row: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, row) => value(row));
}

const words = ['the', 'quick', 'brown', 'fox', 'jumps', 'over', 'a', 'lazy', 'dog', 'again'];

const table = toTable('table', {
  number: column((row) => row / 7),
  few: column((row) => row % 3),
  flag: column((row) => (row % 2 === 0 ? 'TRUE' : 'false')),
  colour: column((row) => ['red', 'green', 'blue'][row % 3] ?? ''),
  postcode: column((row) => `0${row % 50}`),
  customer: column((row) => `C${row}`),
  id: column((row) => (row * 7919) % 100_003),
  place_id: column((row) => 1000 + (row % 40)),
  running: column((row) => row + 5),
  town: column((row) => `town ${row % 100}`),
  remark: column((row) =>
    Array.from({ length: 8 }, (_, word) => words[(row * (word + 1) + (row >> word)) % 10]).join(' '),
  ),
  day: column((row) => new Date(Date.UTC(2024, 0, row)).toISOString().slice(0, 10)),
  written: column((row) => `${(row % 28) + 1}/12/2023`),
  same: column(() => 'all'),
  nothing: column(() => null),
  comma: column((row) => `${row},5`),
  nearly: column((row) => (row === 100 ? 'unknown' : String(row * 3))),
  split: column((row) => (row % 5 === 0 ? 'test' : 'train')),
  gaps: column((row) => (row % 3 === 0 ? row : null)),
  y: column((row) => row % 2),
});

/** What is said of one column. */
function saidOf({ columns }: TableDescription, name: string): readonly [string, string, string] {
  const found = columns.find((one) => one.name === name);
  if (!found) throw new Error(`nothing is said of ${name}`);
  return [found.type, found.role, found.reason];
}

describe('columns that repeat another one', () => {
  const noise = column((row) => (row * 7919) % 977);
  const temperature = column((row) => 20 + (row % 9) / 8);
  const twice = toTable('twice', {
    temperature,
    kind: column((row) => ['a', 'b'][row % 2] ?? ''),
    one: noise,
    same_kind: column((row) => ['a', 'b'][row % 2] ?? ''),
    two: noise,
    nearly: noise.map((value, row) => (row === 199 ? value + 1 : value)),
  });

  it('are no inputs, and neither is suggested as a target', () => {
    const described = describeTable(twice);
    expect(saidOf(described, 'two')).toEqual(['number', 'repeated', 'repeats the column one']);
    expect(saidOf(described, 'same_kind')).toEqual(['category', 'repeated', 'repeats the column kind']);
    expect(saidOf(described, 'one')[1]).toBe('input');
    expect(described.targets.map(({ name }) => name)).toEqual(['nearly']);
    expect(described.warnings).toContain('two repeats the column one; left out.');
    const { columns } = describeTable(toTable('both', { temperature, one: noise, two: noise }));
    expect(columns.map(({ role }) => role)).toEqual(['target', 'input', 'repeated']);
  });

  it('are no inputs where the other one is a target', () => {
    const { columns } = describeTable(twice, { targets: ['two'] });
    expect(columns.find(({ name }) => name === 'one')).toMatchObject({
      role: 'repeated',
      reason: 'repeats the column two',
    });
  });
});

describe('describeTable', () => {
  const described = describeTable(table);

  it.each([
    ['number', ['number', 'input', 'numeric']],
    ['few', ['number', 'input', 'numeric']],
    ['flag', ['boolean', 'input', '2 categories']],
    ['colour', ['category', 'input', '3 categories']],
    ['postcode', ['category', 'input', '50 categories']],
    ['customer', ['category', 'identifier', 'looks like an identifier: 200 values in 200 rows']],
    ['id', ['number', 'identifier', 'looks like an identifier: 200 values in 200 rows']],
    ['place_id', ['number', 'identifier', 'is named like a key: 40 values in 200 rows']],
    ['running', ['number', 'identifier', 'looks like a running number: 200 values in 200 rows']],
    ['town', ['category', 'input', '100 categories']],
    ['remark', ['text', 'text', 'holds free text, 8 words a cell: name it as an input of kind text']],
    ['day', ['date', 'input', 'dates: their parts and the time that has gone by']],
    ['written', ['date', 'date', 'holds dates: only dates as 2024-12-31 can be read as such']],
    ['same', ['category', 'constant', 'has one value in all rows']],
    ['nothing', ['empty', 'empty', 'has no value']],
    ['split', ['category', 'split', 'says which split a row is in']],
    ['gaps', ['number', 'input', 'numeric']],
    ['y', ['number', 'target', 'suggested: binary']],
  ] as const)('tells what the column %s is and is good for', (name, said) => {
    expect(saidOf(described, name)).toEqual(said);
  });

  it('names the option that reads numbers which look like text', () => {
    expect(at(saidOf(described, 'comma'), 2)).toMatch(/looks like numbers: .* option decimal ","$/);
    expect(at(saidOf(described, 'nearly'), 2)).toMatch(/: if "unknown" stands for a missing cell, .* option missing$/);
  });

  it('counts missing cells and different values', () => {
    expect(described.rows).toBe(count);
    expect(described.columns.map(({ name, missing, distinct }) => [name, missing, distinct]).slice(-5)).toEqual([
      ['comma', 0, 200],
      ['nearly', 0, 200],
      ['split', 0, 2],
      ['gaps', 133, 67],
      ['y', 0, 2],
    ]);
  });

  it('warns of each column that is left out, and sums up after ten', () => {
    expect(described.warnings[0]).toBe('customer looks like an identifier: 200 values in 200 rows; left out.');
    expect(described.warnings.slice(10)).toEqual([
      '1 more column is left out: split.',
      'More than half of the cells are missing in: gaps.',
      // Row numbers of the same parity as y, which a code of 50 values tells as well.
      'flag alone predicts y: 1.000 of 1 beyond chance. Leave it out, unless it is known before y is.',
      'postcode alone predicts y: 1.000 of 1 beyond chance. Leave it out, unless it is known before y is.',
      'colour says the same as few, in other words.',
    ]);
  });

  it('takes the targets that it is told, and their kind from what they hold', () => {
    const { targets } = describeTable(table, { targets: ['number', 'few', 'flag', 'colour', 'y'] });
    expect(targets.map(({ name, kind }) => `${name}:${kind}`).join()).toBe(
      'number:regression,few:multiclass,flag:binary,colour:multiclass,y:binary',
    );
    expect(() => describeTable(table, { targets: ['colur'] })).toThrow(DataError);
    expect(() => describeTable(table, { targets: ['colur'] })).toThrow(
      'there is no column "colur" (did you mean colour?): the columns are number, few,',
    );
  });

  it('suggests the last column where no name tells a target', () => {
    const { targets } = describeTable(toTable('table', { a: [1, 2, 3], b: [1.5, 2.5, 3.5] }));
    expect(targets).toEqual([
      { name: 'b', kind: 'regression', guess: { kind: 'regression', reason: 'numbers from 1.5 to 3.5' } },
    ]);
  });

  it('suggests all of the last columns that hold two classes and missing cells, four at most', () => {
    const labels = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name, row) => [name, [0, 1, 0, 1, 1].with(row, NaN)]),
    );
    const namesOf = (table: Record<string, number[]>): string[] =>
      describeTable(toTable('table', table)).targets.map(({ name }) => name);
    expect(namesOf(labels)).toEqual(['b', 'c', 'd', 'e']);
    expect(namesOf({ ...labels, c: [0, 1, 0, 1, 0] })).toEqual(['d', 'e']); // All of its labels are there.
    expect(namesOf({ ...labels, e: [0, 1, 0, 1, 0] })).toEqual(['e']);
  });

  it('leaves the customers of a churn table out', async () => {
    const customers = await readCsv(join(import.meta.dirname, 'csv/cases/ids.csv'));
    const { columns, warnings } = describeTable(customers);
    expect(columns.filter(({ role }) => role === 'input').map(({ name }) => name)).toEqual(['age']);
    expect(warnings).toEqual(['customer looks like an identifier: 200 values in 200 rows; left out.']);
  });
});
