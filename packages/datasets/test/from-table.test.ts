import { auc, binary, DataError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Columns, fromTable, type FromTableOptions } from '../src/index.ts';
import { at, encodedBy, inputOf, known } from './support/known.ts';

const houses = {
  area: [50, '75', 100, 125, 150, 60, 80, 90, 110, 140],
  district: ['north', 'south', 'north', 'east', 'south', 'north', 'east', 'south', 'north', 'east'],
  garden: [true, false, true, true, false, true, false, true, false, false],
  price: [100, 180, 210, 260, 310, null, 170, 190, Number.NaN, ''],
  sold: ['no', 'yes', 'no', 'yes', null, 'no', 'yes', 'no', 'yes', 'no'],
  style: [3, 1, 2, 10, 3, 2, 1, 10, 3, 2],
} satisfies Columns;

const options = {
  name: 'houses',
  table: houses,
  inputs: { area: 'numeric', district: 'categorical', garden: 'numeric' },
  targets: { price: 'regression', sold: 'binary', style: 'multiclass' },
} satisfies FromTableOptions;

/** The options with some cells of one column replaced. */
function withCells(
  column: keyof typeof houses,
  cells: Readonly<Record<number, string | number | null>>,
): FromTableOptions {
  const replaced = houses[column].map((cell, row) => (row in cells ? (cells[row] ?? null) : cell));
  return { ...options, table: { ...houses, [column]: replaced } };
}

describe('fromTable', () => {
  const dataset = fromTable(options);

  it('makes a value of each number and each category, with a level for unknown ones', () => {
    const columns = [{ name: 'area' }, { name: 'garden' }, { name: 'district', levels: 4 }];
    expect(dataset.inputs).toEqual({ table: { shape: [3], dtype: 'float32', columns } });
    expect(dataset.splits.train.inputs.table).toHaveLength(6 * 3);
  });

  it('makes a task of each target, classes in order', () => {
    expect(dataset.tasks.map(({ name, kind }) => [name, kind.name, kind.names])).toEqual([
      ['price', 'regression', ['0']],
      ['sold', 'binary', ['no', 'yes']],
      ['style', 'multiclass', ['1', '2', '3', '10']],
    ]);
  });

  it('deals the rows in the given shares', () => {
    const sizes = ({ splits }: typeof dataset): number[] => [
      splits.train.size,
      splits.validation.size,
      splits.test.size,
    ];
    expect(sizes(dataset)).toEqual([6, 2, 2]);
    expect(sizes(fromTable({ ...options, validation: 0.1, test: 0.3 }))).toEqual([6, 1, 3]);
    expect(sizes(fromTable({ ...options, size: 4 }))).toEqual([4, 2, 2]);
  });

  it('takes validation and test rows from tables of their own, encoded as the training rows are', () => {
    const { splits, preprocessing } = fromTable({ ...options, validationTable: houses, testTable: houses });
    expect([splits.train.size, splits.validation.size, splits.test.size]).toEqual([10, 10, 10]);
    expect(splits.test.inputs).toEqual(preprocessing.encode(houses).inputs);
    const other = { ...houses, sold: houses.sold.map(() => 'perhaps') };
    expect(() => fromTable({ ...options, testTable: other })).toThrow(
      'houses: column "sold", row 1: must be one of no, yes, received "perhaps" (and 9 more such cells).',
    );
  });

  it('encodes every row as its cells say, by the training rows alone', () => {
    // Rows are told apart by their area, so each encoded row is checked against the table, not against the loader's own order.
    const areas = houses.area.map(Number);
    const rowsOf = (inputs: ArrayLike<number>): number[][] => {
      const values = Array.from(inputs);
      return Array.from({ length: values.length / 3 }, (_, row) => values.slice(row * 3, (row + 1) * 3));
    };
    const encoded = rowsOf(encodedBy(dataset, houses));
    const inTrain = rowsOf(inputOf(dataset.splits.train, 'table')).map((row) =>
      encoded.findIndex((other) => other.join() === row.join()),
    );
    expect(new Set(inTrain).size).toBe(6);
    const own = inTrain.map((row) => at(areas, row));
    const mean = own.reduce((sum, area) => sum + area, 0) / 6;
    const deviation = Math.sqrt(own.reduce((sum, area) => sum + (area - mean) ** 2, 0) / 6);
    encoded.forEach((row, index) => {
      expect(row[0]).toBeCloseTo((at(areas, index) - mean) / deviation, 6);
      expect(row[2]).toBe(['east', 'north', 'south'].indexOf(at(houses.district, index)));
    });
  });

  it('masks missing labels, and leaves the mask out where there are none', () => {
    const { train, validation, test } = dataset.splits;
    const missing = (task: string): number =>
      [train, validation, test].reduce((sum, { labels, size }) => {
        const mask = labels[task]?.mask ?? new Uint8Array(size).fill(1);
        return sum + mask.filter((flag) => flag === 0).length;
      }, 0);
    expect([missing('price'), missing('sold'), missing('style')]).toEqual([3, 1, 0]);
    expect(train.labels.style?.mask).toBeUndefined();
    for (const split of [train, validation, test]) {
      for (const { values, mask } of Object.values(split.labels)) {
        values.forEach((value, row) => {
          expect(Number.isFinite(value) && (mask?.[row] !== 0 || value === 0)).toBe(true);
        });
      }
    }
  });

  it('standardises a regression by the labelled training rows, and gives its unit back', () => {
    const { values, mask } = known(dataset.splits.train.labels.price);
    const scale = known(dataset.tasks[0]?.kind.scales?.[0]);
    const prices = Array.from(values)
      .filter((_, row) => mask?.[row] !== 0)
      .map((value) => value * scale.deviation + scale.mean);
    prices.forEach((price) => {
      expect(houses.price).toContain(Math.round(price));
    });
    expect(prices.reduce((sum, price) => sum + price, 0) / prices.length).toBeCloseTo(scale.mean, 4);
  });

  it('reads rows as it reads columns', () => {
    const rows = Array.from({ length: 10 }, (_, row) =>
      Object.fromEntries(Object.entries(houses).map(([column, cells]) => [column, cells[row]])),
    );
    expect(fromTable({ ...options, table: rows }).splits).toEqual(dataset.splits);
    expect(encodedBy(dataset, [{ area: 75, district: 'south', garden: false }])).toEqual(
      encodedBy(dataset, houses).slice(3, 6),
    );
  });

  it('reads typed arrays', () => {
    const typed = { x: Float64Array.of(1, 2, 3, 4, 5), y: Uint8Array.of(2, 4, 6, 8, 10) };
    const listed = { x: [1, 2, 3, 4, 5], y: [2, 4, 6, 8, 10] };
    const { splits } = fromTable({ table: typed, inputs: { x: 'numeric' }, targets: { y: 'regression' } });
    expect(splits).toEqual(fromTable({ table: listed, inputs: { x: 'numeric' }, targets: { y: 'regression' } }).splits);
  });

  it('gives the same bits for the same seed, and other splits for another', () => {
    expect(fromTable(options).splits).toEqual(dataset.splits);
    expect(fromTable({ ...options, seed: 1 }).splits).not.toEqual(dataset.splits);
  });

  it('takes what it is told of a target', () => {
    const { tasks } = fromTable({
      ...options,
      targets: { sale: { kind: 'binary', column: 'sold', classes: ['yes', 'no'], metrics: [auc()], priority: 2 } },
    });
    expect(tasks.map(({ name, priority }) => [name, priority])).toEqual([['sale', 2]]);
    expect(tasks[0]?.kind.config).toEqual(binary({ classes: ['yes', 'no'], metrics: [auc()] }).config);
  });

  it('gives a constant column zeros', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const constant = fromTable({ ...options, table: { ...houses, area: new Array(10).fill(value) } });
        expect(Math.abs(at(encodedBy(constant, [{ area: value, district: 'east', garden: true }]), 0))).toBe(0);
      }),
    );
  });
});

describe('fromTable, given a table that is not what was said', () => {
  it.each([
    ['area', Number.POSITIVE_INFINITY, 'column "area", row 4: must be a finite number, received Infinity.'],
    ['area', 'large', 'column "area", row 4: must be a finite number, received "large".'],
    ['price', 'dear', 'column "price", row 4: must be a finite number, received "dear".'],
    ['price', Number.NEGATIVE_INFINITY, 'column "price", row 4: must be a finite number, received -Infinity.'],
    ['style', Number.POSITIVE_INFINITY, 'column "style", row 4: must be a category, received Infinity.'],
  ] as const)('names column and row: %s with %s', (column, cell, sentence) => {
    expect(() => fromTable(withCells(column, { 3: cell }))).toThrow(new DataError(`houses: ${sentence}`));
  });

  it('names the first of several cells, and says how many more there are', () => {
    expect(() => fromTable(withCells('area', { 3: 'large', 5: 'small', 9: 'tiny' }))).toThrow(
      'houses: column "area", row 4: must be a finite number, received "large" (and 2 more such cells).',
    );
  });

  it('names a class that the target has not', () => {
    const targets = { sold: { kind: 'binary', classes: ['no', 'maybe'] } } as const;
    expect(() => fromTable({ ...options, targets })).toThrow(
      /^houses: column "sold", row \d+: must be one of no, maybe, received "yes" \(and \d more such cells\)\.$/,
    );
  });

  it('names a column that is not there, even one that every object has', () => {
    expect(() => fromTable({ ...options, inputs: Object.fromEntries([['constructor', 'numeric']]) })).toThrow(
      'houses: the table must have a column "constructor", its columns are: area, district, garden, price, sold, style.',
    );
  });

  it('rejects a binary target of three values, and a class target of one', () => {
    expect(() => fromTable({ ...options, targets: { style: 'binary' } })).toThrow(
      'houses: column "style" must have 2 different values, received 1, 2, 3, 10.',
    );
    const table = { ...houses, style: new Array<number>(10).fill(1) };
    expect(() => fromTable({ ...options, table, targets: { style: 'multiclass' } })).toThrow(
      'houses: column "style" must have at least 2 different values, received 1.',
    );
  });

  it('rejects a target without a label to learn from', () => {
    const table = { ...houses, price: new Array<null>(10).fill(null) };
    expect(() => fromTable({ ...options, table })).toThrow(
      'houses: column "price" must have a label in the training split.',
    );
  });

  it('rejects columns of different lengths, cells of other kinds, and too few rows', () => {
    expect(() => fromTable({ ...options, table: { ...houses, area: [1] } })).toThrow(
      'houses: column "district" must have 1 rows as the first column, received 10.',
    );
    expect(() => fromTable({ ...options, table: [{ area: [1] }] as object[] })).toThrow(
      'houses: column "area", row 1: must be text, a number, a boolean, a bigint or a date, received [1].',
    );
    expect(() =>
      fromTable({
        ...options,
        table: Object.fromEntries(Object.entries(houses).map(([column, cells]) => [column, cells.slice(0, 2)])),
      }),
    ).toThrow('houses: every split must have an example, received 2 examples, 0 for validation and 0 for testing.');
    expect(() => fromTable({ ...options, table: {} })).toThrow(DataError);
  });
});
