import { describe, expect, it } from 'vitest';

import { InvalidOptionError } from '../../src/errors.ts';
import type { ColumnConfig } from '../../src/preprocessing/column-config.ts';
import { preprocessingFromConfig } from '../../src/preprocessing/registry.ts';
import { preprocessing } from '../../src/preprocessing/rows-preprocessing.ts';
import { tableInput } from '../../src/preprocessing/table-input.ts';

const columns: readonly ColumnConfig[] = [
  { name: 'plan', kind: 'categorical', levels: ['basic', 'pro'], frequent: 1, missing: true },
  { name: 'age', kind: 'numeric', mean: 40, deviation: 10, median: 35, missing: true },
  { name: 'size', kind: 'numeric', mean: 0, deviation: 2, median: 1, missing: false },
  { name: 'town', kind: 'categorical', levels: ['a', 'b'], frequent: 1, missing: false },
];
const rows = [
  { plan: 'pro', age: 50, size: '4', town: 'a' },
  { plan: null, age: null, size: undefined, town: Number.NaN },
  { plan: 'gold', age: '60', size: 2n, town: ' ' },
];

describe('tableInput', () => {
  const table = preprocessing({ inputs: { table: tableInput({ columns }) }, targets: { churn: 'left' } });

  it('standardises numbers, marks missing ones, and gives categories their level, numbers first', () => {
    const { spec } = table.inputs.table ?? {};
    expect(spec?.columns).toEqual([
      { name: 'age' },
      { name: 'age is missing' },
      { name: 'size' },
      { name: 'plan', levels: 4 }, // basic, pro, unknown, missing
      { name: 'town', levels: 3 }, // a, b, unknown
    ]);
    const { inputs, size } = table.encode(rows);
    expect(size).toBe(3);
    // (50 − 40) / 10 = 1, 4 / 2 = 2; the medians (35 − 40) / 10 = −0.5 and 1 / 2 = 0.5; (60 − 40) / 10 = 2, 2 / 2 = 1.
    expect([...(inputs.table ?? [])]).toEqual([1, 0, 2, 1, 0, -0.5, 1, 0.5, 3, 1, 2, 0, 1, 2, 1]);
  });

  it('maps standardised numbers by knots, linearly between them and constant beyond', () => {
    const knots = { from: [-1, 0, 2], to: [-3, 0, 1] };
    const size = { name: 'size', kind: 'numeric', mean: 0, deviation: 2, median: 1, missing: false, knots } as const;
    const input = preprocessing({ inputs: { table: tableInput({ columns: [size] }) } });
    // Standardised: −2, −1, −½, ½ (the median), 1, 3.
    const { inputs } = input.encode([-4, -2, -1, null, 2, 6].map((value) => ({ size: value })));
    expect([...(inputs.table ?? [])]).toEqual([-3, -3, -1.5, 0.25, 0.5, 1]);
    const wrong = { ...size, knots: { from: [0, 0], to: [0, 1] } };
    expect(() => tableInput({ columns: [wrong] })).toThrow(InvalidOptionError);
  });

  it('notes what it filled in, but not what has a level of its own', () => {
    const notes = Object.fromEntries(table.encode(rows).notes);
    expect(notes.plan).toEqual({ missing: 0, imputed: 'most frequent: pro', unseen: 1, example: 'gold' });
    expect([notes.age?.missing, notes.size?.missing, notes.town?.missing]).toEqual([1, 1, 2]);
  });

  it('is plain data: written to JSON and read again it encodes the same', () => {
    const config: unknown = JSON.parse(JSON.stringify(table.config));
    const again = preprocessingFromConfig(config);
    expect(again.config).toEqual(table.config);
    expect(again.encode(rows)).toEqual(table.encode(rows));
    expect([again.columns, again.targets]).toEqual([['age', 'size', 'plan', 'town'], { churn: 'left' }]);
  });

  it('refuses missing and unknown cells on demand', () => {
    const strict = (rules: object): (() => unknown) => {
      const input = preprocessing({ inputs: { table: tableInput({ columns, ...rules }) } });
      return () => input.encode(rows);
    };
    expect(strict({ onMissing: 'error' })).toThrow(
      'rows: column "age", row 2: must be a finite number, received null.',
    );
    expect(strict({ onUnseen: 'error' })).toThrow(
      'rows: column "plan", row 3: must be one of basic, pro, received "gold".',
    );
  });

  it.each([
    ['no columns', undefined],
    ['a deviation of 0', [{ ...columns[1], deviation: 0 }]],
    ['a mean that is no number', [{ ...columns[1], mean: null }]],
    ['a most frequent level that is not there', [{ ...columns[0], frequent: 2 }]],
    ['another kind', [{ ...columns[0], kind: 'text' }]],
  ])('rejects a config with %s', (_, wrong) => {
    const config = {
      ...table.config,
      options: { inputs: { table: { kind: 'input', name: 'tableInput', options: { columns: wrong } } } },
    };
    expect(() => preprocessingFromConfig(config)).toThrow(InvalidOptionError);
  });

  it('names the nearest input to one that does not exist', () => {
    const config = {
      ...table.config,
      options: { inputs: { table: { kind: 'input', name: 'tabelInput', options: {} } } },
    };
    expect(() => preprocessingFromConfig(config)).toThrow(/did you mean tableInput\?/);
  });
});
