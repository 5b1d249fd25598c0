import { join } from 'node:path';

import { exportOnnx } from '@equipoise/compiler';
import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import type { DateColumn } from '../../src/preprocessing/column-config.ts';
import { datePart, datePartNames } from '../../src/preprocessing/date-parts.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { tableInput } from '../../src/preprocessing/table-input.ts';
import { random } from '../../src/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const since: DateColumn = {
  name: 'since',
  kind: 'date',
  parts: ['year', 'month', 'weekday', 'hour', 'elapsed'],
  origin: Date.UTC(2024, 0, 1) / 86_400_000,
  deviation: 100,
  missing: true,
};
const input = tableInput({
  columns: [
    since,
    { name: 'age', kind: 'numeric', mean: 40, deviation: 10, median: 35, missing: false },
    { name: 'plan', kind: 'categorical', levels: ['basic', 'pro'], frequent: 0, missing: false },
  ],
});
const table = preprocessing({ inputs: { table: input } });

/** The values of rows of one date each. */
function encoded(...dates: readonly unknown[]): readonly (readonly number[])[] {
  const { inputs } = table.encode(dates.map((date) => ({ since: date, age: 40, plan: 'pro' })));
  const width = input.spec.shape[0] ?? 0;
  return dates.map((_, row) => [...(inputs.table ?? [])].slice(row * width, (row + 1) * width));
}

describe('a column of dates', () => {
  it('becomes points on circles, years and days from the origin, between numbers and categories', () => {
    expect(input.spec.columns?.map(({ name }) => name)).toEqual([
      'age',
      'since year',
      'since month sin',
      'since month cos',
      'since weekday sin',
      'since weekday cos',
      'since hour sin',
      'since hour cos',
      'since elapsed',
      'since is missing',
      'plan',
    ]);
    // A Thursday in April at 6 o'clock, 94.25 days after a Monday, the first of January: a quarter of three circles, but 3/7 of the week's.
    const [, year, ...rest] = encoded(new Date('2024-04-04T06:00:00Z'))[0] ?? [];
    const week = (2 * Math.PI * 3) / 7;
    const expected = [1, 0, Math.sin(week), Math.cos(week), 1, 0, 0.9425, 0, 1];
    rest.forEach((value, at) => {
      expect(value).toBeCloseTo(expected[at] ?? Number.NaN, 6);
    });
    expect(rest).toHaveLength(expected.length);
    // The year 2024 began 54 years of 365.2425 days after 1970, which is within a day of the origin.
    expect(Math.abs(year ?? 1)).toBeLessThan(0.01);
  });

  it('takes Date objects, ISO 8601 and days for the same', () => {
    const [date, ...others] = encoded(
      new Date('2024-04-04T06:00:00Z'),
      '2024-04-04T06:00',
      '2024-04-04 06:00:00',
      '2024-04-04T08:00+02:00',
    );
    for (const other of others) expect(other).toEqual(date);
    expect(table.encode([{ since: 19_817.25, age: 40, plan: 'pro' }]).inputs.table).toEqual(
      Float32Array.from(date ?? []),
    );
    expect(() => encoded('4 April')).toThrow(
      'rows: column "since", row 1: must be a finite number, received "4 April".',
    );
  });

  it('has zeros and a mark where a date is missing, or refuses it', () => {
    expect(encoded(null)[0]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]);
    expect(table.encode([{ since: null, age: 40, plan: 'pro' }]).notes.get('since')).toMatchObject({ missing: 1 });
    const strict = preprocessing({ inputs: { table: tableInput({ columns: [since], onMissing: 'error' }) } });
    expect(() => strict.encode([{ since: null }])).toThrow('column "since", row 1: must be a date, received null.');
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const again = preprocessingFromConfig(JSON.parse(JSON.stringify(table.config)));
    const rows = [{ since: '1999-12-31T23:59', age: 1, plan: 'basic' }];
    expect(again.encode(rows)).toEqual(table.encode(rows));
  });

  it.each([
    ['no parts', { ...since, parts: [] }],
    ['a part twice', { ...since, parts: ['hour', 'hour'] }],
    ['another part', { ...since, parts: ['fortnight'] }],
    ['a deviation of 0', { ...since, deviation: 0 }],
    ['no origin', { ...since, origin: null }],
  ])('rejects a config with %s', (_, column) => {
    expect(() => tableInput({ columns: [column as never] })).toThrow(InvalidOptionError);
  });

  it('is the same in an ONNX file, from 1600 to 2400, to the minutes that single precision has', async () => {
    const all = tableInput({ columns: [{ ...since, deviation: 1000, parts: datePartNames }] });
    const draw = random(1);
    const [first, last] = [Date.UTC(1600, 0, 1) / 86_400_000, Date.UTC(2400, 0, 1) / 86_400_000];
    const edges = [1600, 1700, 1900, 1970, 2000, 2023, 2024].flatMap((year) =>
      [
        [0, 1],
        [1, 28],
        [1, 29],
        [2, 1],
        [11, 31],
      ].map(([month = 0, day]) => Date.UTC(year, month, day) / 86_400_000),
    );
    const drawn = Array.from({ length: 2000 }, () => Math.fround(first + draw.next() * (last - first)));
    const days = [...edges, ...drawn, Number.NaN];
    const file = join(temporaryFolder(), 'dates.onnx');
    const { tensors } = all;
    if (!tensors) throw new Error('there are no tensor operations');
    const run = (cells: Readonly<Record<'since', TfTensor>>): { readonly out: TfTensor } => ({
      out: tensors.call(() => cells.since),
    });
    await exportOnnx(run, { inputs: { since: { shape: ['batch', 1], dtype: 'float32' } } }, file);
    const session = await InferenceSession.create(file);
    const { out } = await session.run({ since: new Tensor(Float32Array.from(days), [days.length, 1]) });
    const wanted = preprocessing({ inputs: { table: all } }).encode({ since: days }).inputs.table ?? [];
    const found = out?.data as Float32Array;
    expect(found).toHaveLength(wanted.length);
    const furthest = found.reduce((most, value, at) => Math.max(most, Math.abs(value - (wanted[at] ?? Number.NaN))), 0);
    expect(furthest).toBeLessThan(1e-4);
    await session.release();
  });
});

describe('datePart', () => {
  it.each([
    ['year', 2024],
    ['month', 2],
    ['day', 29],
    ['weekday', 4],
    ['yearday', 60],
    ['hour', 18.5],
    ['elapsed', 19_782 + 18.5 / 24],
  ] as const)('gives the %s of a leap day', (part, value) => {
    expect(datePart(part, Date.UTC(2024, 1, 29, 18, 30) / 86_400_000)).toBeCloseTo(value, 9);
    expect(datePart(part, Number.NaN)).toBeNaN();
  });
});
