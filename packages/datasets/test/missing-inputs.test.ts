import { DataError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable, type FromTableOptions } from '../src/index.ts';
import { at, inputOf } from './support/known.ts';

const districts = ['north', 'south', 'north', null, 'north', 'south', 'north', 'south', 'north', undefined];

const options = {
  name: 'houses',
  table: {
    area: [10, 20, null, 30, 50, Number.NaN, 10, 20, ' ', 70],
    rooms: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    district: districts,
    price: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  },
  inputs: { area: 'numeric', rooms: 'numeric', district: 'categorical' },
  targets: { price: 'regression' },
} satisfies FromTableOptions;

/** The training rows of the table, found by their rooms. */
function trainingRows({ encode, splits, features }: ReturnType<typeof fromTable>): readonly number[] {
  const width = features.length;
  const column = features.indexOf('rooms');
  const all = encode(options.table);
  return Array.from({ length: splits.train.size }, (_, row) =>
    Array.from({ length: 10 }, (_unused, other) => other).findIndex(
      (other) => at(all, other * width + column) === at(inputOf(splits.train, 'table'), row * width + column),
    ),
  );
}

describe('fromTable, given inputs that are missing', () => {
  const dataset = fromTable(options);

  it('adds an input that says so where training rows have missing cells', () => {
    expect(dataset.features).toEqual([
      'area',
      'area is missing',
      'rooms',
      'district=north',
      'district=south',
      'district is unknown',
      'district is missing',
    ]);
  });

  it('takes the median and the most frequent category of the training rows', () => {
    const areas = trainingRows(dataset).map((row) => Number(options.table.area[row] ?? Number.NaN) || Number.NaN);
    const known = areas.filter((area) => !Number.isNaN(area)).sort((a, b) => a - b);
    const median = (at(known, (known.length - 1) >> 1) + at(known, known.length >> 1)) / 2;
    const [missing, same] = [
      dataset.encode([{ area: null, rooms: 1, district: '' }]),
      dataset.encode([{ area: median, rooms: 1, district: 'north' }]),
    ];
    expect([at(missing, 0), at(missing, 3), at(missing, 4)]).toEqual([at(same, 0), 1, 0]);
    expect([missing, same].map((row) => [row[1], row[6]])).toEqual([
      [1, 1],
      [0, 0],
    ]);
  });

  it('says how many, once', () => {
    expect(dataset.warnings).toEqual([
      expect.stringMatching(
        /^houses: 5 missing inputs were imputed: area 3 \(median \d+\), district 2 \(most frequent: north\)\.$/,
      ),
    ]);
    const said: string[] = [];
    const { encode } = fromTable({ ...options, onWarning: (sentence) => said.push(sentence) });
    for (let time = 0; time < 2; time += 1) encode([{ area: 1, rooms: null, district: 'north' }]);
    expect(said).toEqual([
      ...dataset.warnings,
      expect.stringMatching(/^houses: 1 missing input was imputed: rooms 1 \(median [\d.]+\)\.$/),
    ]);
  });

  it('rejects them on demand', () => {
    expect(() => fromTable({ ...options, onMissing: 'error' })).toThrow(DataError);
    const inputs = { rooms: 'numeric' } as const;
    const { encode, features } = fromTable({ ...options, inputs, onMissing: 'error' });
    expect(features).toEqual(['rooms']);
    expect(() => encode([{ rooms: 1 }, { other: 1 }, { rooms: null }])).toThrow(
      'houses: column "rooms", row 2: must be a finite number, received null (and 1 more such cell).',
    );
  });
});

describe('fromTable, given categories that no training row has', () => {
  it('rejects them on demand, and lists at most ten', () => {
    const letters = Array.from({ length: 52 }, (_, row) => String.fromCharCode(97 + (row % 13)));
    const table = { letter: letters, y: letters.map((_, row) => row) };
    const inputs = { letter: 'categorical' } as const;
    const { encode, features } = fromTable({ table, inputs, targets: { y: 'regression' }, onUnseen: 'error' });
    expect(features).toHaveLength(13);
    expect(() => encode([{ letter: 'z' }])).toThrow(
      'table: column "letter", row 1: must be one of a, b, c, d, e, f, g, h, i, j and 3 more, received "z".',
    );
  });

  it('says what to do with more than 64 categories, within a second for 60,000', () => {
    const names = Array.from({ length: 60_000 }, (_, row) => `customer ${row}`);
    const table = { names, number: names.map((_, row) => row) };
    const started = process.cpuUsage();
    expect(() => fromTable({ table, inputs: { names: 'categorical' }, targets: { number: 'regression' } })).toThrow(
      /^table: column "names" has 36000 categories, and at most 64 can be inputs: make it numeric .*, join rare categories, or leave it out\.$/,
    );
    expect(() => fromTable({ table, inputs: { number: 'numeric' }, targets: { names: 'multiclass' } })).toThrow(
      /^table: column "names" has 60000 different values, and at most 1000 are taken for classes: /,
    );
    expect(() => fromTable({ table, inputs: { number: 'numeric' }, targets: { names: 'binary' } })).toThrow(
      'must have 2 different values, received customer 0, customer 1, customer 2, customer 3, customer 4, customer 5, customer 6, ' +
        'customer 7, customer 8, customer 9 and 59990 more.',
    );
    expect(process.cpuUsage(started).user).toBeLessThan(1e6);
  });
});

describe('fromTable, given dates, bigints and columns that nobody named', () => {
  const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));
  const table = {
    day: [1, 2, 3, 4, 5].map(day),
    count: [1n, 2n, 3n, 4n, 5n],
    y: [1, 2, 3, 4, 5],
    other: [{ anything: true }, [1], () => 1, Symbol('s'), day(1)] as unknown as string[],
  };

  it('reads dates as days, and bigints as numbers', () => {
    const dataset = fromTable({ table, inputs: { day: 'numeric', count: 'numeric' }, targets: { y: 'regression' } });
    const both = dataset.encode(table);
    for (let row = 0; row < 5; row += 1) expect(at(both, 2 * row)).toBeCloseTo(at(both, 2 * row + 1), 6);
    const iso = ['2024-01-01', '2024-01-02T00:00:00Z', '2024-01-03 00:00', '2024-01-04', '2024-01-04T19:00:00-05:00'];
    expect(dataset.encode({ day: iso, count: ['1', '2', '3', '4', '5'] })).toEqual(both);
  });

  it('reads them as categories too', () => {
    const long = { ...table, day: [day(1), day(2), day(1), day(2), day(1)], count: [1n, 1n, 2n ** 60n, 1n, 2n ** 60n] };
    const inputs = { day: 'categorical', count: 'categorical' } as const;
    const { features } = fromTable({ table: long, inputs, targets: { y: 'regression' }, validation: 0.1, test: 0.1 });
    expect(new Set(features)).toEqual(
      new Set([
        'day=2024-01-01',
        'day=2024-01-02',
        'day is unknown',
        'count=1',
        'count=1152921504606846976',
        'count is unknown',
      ]),
    );
  });

  it('names what is neither where it is an input', () => {
    expect(() => fromTable({ table, inputs: { other: 'numeric' }, targets: { y: 'regression' } })).toThrow(
      'table: column "other", row 1: must be text, a number, a boolean, a bigint or a date, received {"anything":true} (and 3 more such cells).',
    );
  });
});
