import { DataError, inputSentences } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable, type FromTableOptions, type TableDataset } from '../src/index.ts';
import { at, encodedBy, inputOf, known } from './support/known.ts';

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
function trainingRows(dataset: TableDataset): readonly number[] {
  const all = encodedBy(dataset, options.table);
  const own = inputOf(dataset.splits.train, 'table');
  return Array.from({ length: dataset.splits.train.size }, (_, row) =>
    Array.from({ length: 10 }, (_unused, other) => other).findIndex(
      (other) => at(all, other * 4 + 2) === at(own, row * 4 + 2),
    ),
  );
}

describe('fromTable, given inputs that are missing', () => {
  const dataset = fromTable(options);

  it('marks a missing number, and has a level for a missing category', () => {
    expect(dataset.inputs.table?.columns).toEqual([
      { name: 'area' },
      { name: 'area is missing' },
      { name: 'rooms' },
      { name: 'district', levels: 4 },
    ]);
  });

  it('takes the median of the training rows for a missing number', () => {
    const areas = trainingRows(dataset).map((row) => Number(options.table.area[row] ?? Number.NaN) || Number.NaN);
    const present = areas.filter((area) => !Number.isNaN(area)).sort((a, b) => a - b);
    const median = (at(present, (present.length - 1) >> 1) + at(present, present.length >> 1)) / 2;
    const [missing, same] = [
      encodedBy(dataset, [{ area: null, rooms: 1, district: '' }]),
      encodedBy(dataset, [{ area: median, rooms: 1, district: 'north' }]),
    ];
    expect(at(missing, 0)).toBe(at(same, 0));
    expect([at(missing, 1), at(same, 1)]).toEqual([1, 0]);
    expect([at(missing, 3), at(same, 3)]).toEqual([3, 0]); // Of north, south, unknown and missing.
  });

  it('takes the most frequent category for a missing one where no training row lacks it', () => {
    const district = ['a', 'b', 'b', 'b', 'b', 'b', 'b', 'b', 'b', 'b'];
    const whole = fromTable({ ...options, table: { ...options.table, district } });
    const encoded = whole.preprocessing.encode([{ area: 10, rooms: 1, district: null }], 'rows');
    const levels = whole.preprocessing.inputs.table?.config.options.columns as { levels?: readonly string[] }[];
    expect(levels[2]?.levels?.[at(known(encoded.inputs.table), 3)]).toBe('b');
    expect(inputSentences('rows', [encoded.notes]).map(({ sentence }) => sentence)).toEqual([
      'rows: 1 missing input was imputed: district 1 (most frequent: b).',
    ]);
  });

  it('says how many numbers were imputed', () => {
    const said: string[] = [];
    const { warnings } = fromTable({ ...options, onWarning: (sentence) => said.push(sentence) });
    expect(said).toEqual([expect.stringMatching(/^houses: 3 missing inputs were imputed: area 3 \(median \d+\)\.$/)]);
    expect(warnings).toEqual(said);
  });

  it('rejects them on demand', () => {
    expect(() => fromTable({ ...options, onMissing: 'error' })).toThrow(DataError);
    const inputs = { rooms: 'numeric' } as const;
    const only = fromTable({ ...options, inputs, onMissing: 'error' });
    expect(only.inputs.table?.columns).toEqual([{ name: 'rooms' }]);
    expect(() => only.preprocessing.encode([{ rooms: 1 }, { other: 1 }, { rooms: null }], 'houses')).toThrow(
      'houses: column "rooms", row 2: must be a finite number, received null (and 1 more such cell).',
    );
  });
});

describe('fromTable, given categories that no training row has', () => {
  it('rejects them on demand, and lists at most ten', () => {
    const letters = Array.from({ length: 52 }, (_, row) => String.fromCharCode(97 + (row % 13)));
    const table = { letter: letters, y: letters.map((_, row) => row) };
    const inputs = { letter: 'categorical' } as const;
    const strict = fromTable({ table, inputs, targets: { y: 'regression' }, onUnseen: 'error' });
    expect(strict.inputs.table?.columns).toEqual([{ name: 'letter', levels: 13 }]);
    expect(() => strict.preprocessing.encode([{ letter: 'z' }], 'table')).toThrow(
      'table: column "letter", row 1: must be one of a, b, c, d, e, f, g, h, i, j and 3 more, received "z".',
    );
  });

  it('has a level for each of 36,000 categories, and refuses as many classes, within two seconds', () => {
    const names = Array.from({ length: 60_000 }, (_, row) => `customer ${row}`);
    const table = { names, number: names.map((_, row) => row) };
    const started = process.cpuUsage();
    const many = fromTable({ table, inputs: { names: 'categorical' }, targets: { number: 'regression' } });
    expect(many.inputs.table).toEqual({
      shape: [1],
      dtype: 'float32',
      columns: [{ name: 'names', levels: 36_001 }],
    });
    expect(() => fromTable({ table, inputs: { number: 'numeric' }, targets: { names: 'multiclass' } })).toThrow(
      /^table: column "names" has 60000 different values, and at most 1000 are taken for classes: /,
    );
    expect(() => fromTable({ table, inputs: { number: 'numeric' }, targets: { names: 'binary' } })).toThrow(
      'must have 2 different values, received customer 0, customer 1, customer 2, customer 3, customer 4, customer 5, customer 6, ' +
        'customer 7, customer 8, customer 9 and 59990 more.',
    );
    expect(process.cpuUsage(started).user).toBeLessThan(2e6);
  });
});

describe('fromTable, with dates, bigints and columns that are not named', () => {
  const day = (number: number): Date => new Date(Date.UTC(2024, 0, number));
  const table = {
    day: [1, 2, 3, 4, 5].map(day),
    count: [1n, 2n, 3n, 4n, 5n],
    y: [1, 2, 3, 4, 5],
    other: [{ anything: true }, [1], () => 1, Symbol('s'), day(1)],
  };

  it('reads dates as days, and bigints as numbers', () => {
    const dataset = fromTable({ table, inputs: { day: 'numeric', count: 'numeric' }, targets: { y: 'regression' } });
    const both = encodedBy(dataset, table);
    for (let row = 0; row < 5; row += 1) expect(at(both, 2 * row)).toBeCloseTo(at(both, 2 * row + 1), 6);
    const iso = ['2024-01-01', '2024-01-02T00:00:00Z', '2024-01-03 00:00', '2024-01-04', '2024-01-04T19:00:00-05:00'];
    expect(encodedBy(dataset, { day: iso, count: ['1', '2', '3', '4', '5'] })).toEqual(both);
  });

  it('reads them as categories too', () => {
    const long = { ...table, day: [day(1), day(2), day(1), day(2), day(1)], count: [1n, 1n, 2n ** 60n, 1n, 2n ** 60n] };
    const inputs = { day: 'categorical', count: 'categorical' } as const;
    const { preprocessing } = fromTable({
      table: long,
      inputs,
      targets: { y: 'regression' },
      validation: 0.1,
      test: 0.1,
    });
    const columns = preprocessing.inputs.table?.config.options.columns as { levels: readonly string[] }[];
    expect(columns.map(({ levels }) => levels)).toEqual([
      ['2024-01-01', '2024-01-02'],
      ['1', '1152921504606846976'],
    ]);
  });

  it('names what is neither where it is an input', () => {
    expect(() => fromTable({ table, inputs: { other: 'numeric' }, targets: { y: 'regression' } })).toThrow(
      'table: column "other", row 1: must be text, a number, a boolean, a bigint or a date, received {"anything":true} (and 3 more such cells).',
    );
  });
});
