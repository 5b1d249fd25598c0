import { DataError, InvalidOptionError, toTable, UnknownOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { describeTable } from '../../src/index.ts';

const count = 60;
const column = <Value>(value: (row: number) => Value): readonly Value[] =>
  Array.from({ length: count }, (_, row) => value(row));

const table = toTable('table', {
  zip: column((row) => 10_000 + ((row * 37) % 50)),
  rating: column((row) => row % 5),
  kind: column((row) => (row * 7) % 4),
  goals: column((row) => (row * 3) % 7),
  visits: column((row) => (row * 13) % 40),
  energy: column((row) => 10 * ((row * 13) % 40)),
  findings: column((row) => ['a', 'b', 'a|b', 'a|c', 'b|c', 'c'][row % 6] ?? ''),
  price: column((row) => Math.sin(row) * 10),
  sold: column((row) => (row % 7 === 0 ? 'yes' : 'no')),
});

describe('what a column would be as a target', () => {
  const { columns } = describeTable(table);

  it.each([
    ['rating', 'ordinal', '5 grades from 0 to 4'],
    ['kind', 'multiclass', '4 whole numbers from 0 to 3; ordinal if they have an order'],
    ['goals', 'count', 'whole numbers from 0 to 6; predicted as a regression, or as the kind count'],
    ['visits', 'count', 'whole numbers from 0 to 39; predicted as a regression, or as the kind count'],
    ['energy', 'regression', 'whole numbers from 0 to 390'],
    ['findings', 'multilabel', 'lists of 3 labels, "|" between two'],
    ['sold', 'binary', '2 values'],
  ])('%s is %s', (name, kind, reason) => {
    expect(columns.find((one) => one.name === name)?.asTarget).toEqual({ kind, reason });
  });
});

describe('options of describeTable', () => {
  it('say what is known better: kinds of targets, types of cells, roles of columns', () => {
    const { columns, targets } = describeTable(table, {
      targets: { rating: 'regression', sold: undefined },
      types: { zip: 'category' },
      roles: { kind: 'group' },
    });
    expect(targets.map(({ name, kind, classes }) => [name, kind, classes])).toEqual([
      ['rating', 'regression', undefined],
      [
        'sold',
        'binary',
        [
          { name: 'no', count: 51 },
          { name: 'yes', count: 9 },
        ],
      ],
    ]);
    expect(columns[0]).toMatchObject({ type: 'category', asTarget: { kind: 'multiclass' } });
    expect(columns[2]).toMatchObject({ role: 'group', reason: 'was given the role group' });
  });

  it('look for leaks in as many rows as they say', () => {
    expect(describeTable(table, { sample: 25 }).leakRows).toBe(25);
    expect(describeTable(table).leakRows).toBe(count);
  });

  it.each<[string, object, new (...args: never[]) => Error, RegExp]>([
    ['a column that is not there', { types: { zap: 'text' } }, DataError, /no column "zap" \(did you mean zip\?\)/],
    ['a type that does not exist', { types: { zip: 'categry' } }, InvalidOptionError, /did you mean category\?/],
    ['a role that does not exist', { roles: { zip: 'inputs' } }, InvalidOptionError, /did you mean input\?/],
    ['a kind that does not exist', { targets: { zip: 'binry' } }, InvalidOptionError, /did you mean binary\?/],
    ['a score above 1', { leakScore: 98 }, InvalidOptionError, /above 0 and at most 1/],
    ['no rows', { sample: 0 }, InvalidOptionError, /sample/],
    ['another option', { target: ['zip'] }, UnknownOptionError, /targets/],
  ])('are refused: %s', (_, options, error, sentence) => {
    expect(() => describeTable(table, options)).toThrow(error);
    expect(() => describeTable(table, options)).toThrow(sentence);
  });
});
