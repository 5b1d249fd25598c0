import { DataError, random, toTable } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type DealOptions, dealRows } from '../../src/splits/deal-rows.ts';
import type { SplitIndices } from '../../src/splits/split-indices.ts';

const numbers = Array.from({ length: 100 }, (_, row) => row);

/** What is dealt: rows with a number, a group of 1 to 10 rows, a time and a split. */
function deal(more: Partial<DealOptions> & { readonly seed?: number; readonly count?: number } = {}): DealOptions {
  const { seed = 3, count = 100, ...options } = more;
  const rows = Array.from({ length: count }, (_, row) => row);
  const table = toTable('test', {
    number: rows,
    subject: rows.map((row) => `s${Math.floor(Math.sqrt(row))}`),
    day: rows.map((row) => (row * 37) % count),
    fold: rows.map((row) => (row % 4 === 0 ? 'Test' : row % 4 === 1 ? 'val' : 'train')),
  });
  return { owner: 'test', table, rule: 'random', labels: [], stream: random(seed), ...options };
}

function allOf({ train, validation, test = new Uint32Array(0) }: SplitIndices): number[] {
  return [...train, ...validation, ...test].sort((a, b) => a - b);
}

const everything = Number.POSITIVE_INFINITY;

describe('dealRows', () => {
  it('deals every row to exactly one split', () => {
    const some = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(some, some, fc.integer({ min: 1, max: 200 }), fc.integer(), (validation, test, rest, seed) => {
        const count = validation + test + rest;
        const splits = dealRows(deal({ count, seed }), { validation, test }, everything);
        expect([splits.train.length, splits.validation.length, splits.test?.length]).toEqual([rest, validation, test]);
        expect(allOf(splits)).toEqual(Array.from({ length: count }, (_, index) => index));
      }),
    );
  });

  it.each([
    ['at random', 'random'],
    ['by strata', 'stratified'],
    ['by groups', { group: 'subject' }],
    ['by time', { time: 'day' }],
    ['as a column says', { given: 'fold' }],
  ] as const)('deals %s the same for one seed, and keeps the first training rows', (_, rule) => {
    const heldOut = { validation: 10, test: 20 };
    const labels = ['fold'];
    const whole = dealRows(deal({ rule, labels }), heldOut, everything);
    expect(dealRows(deal({ rule, labels }), heldOut, everything)).toEqual(whole);
    expect(allOf(whole)).toEqual(numbers);
    expect(dealRows(deal({ rule, labels }), heldOut, 7)).toEqual({ ...whole, train: whole.train.slice(0, 7) });
  });

  it('deals otherwise for another seed', () => {
    const heldOut = { validation: 10, test: 20 };
    expect(dealRows(deal({ seed: 4 }), heldOut, everything)).not.toEqual(dealRows(deal(), heldOut, everything));
  });

  it('leaves the test split out when none is wanted', () => {
    expect(Object.keys(dealRows(deal(), { validation: 10 }, everything))).toEqual(['train', 'validation']);
  });

  it('keeps groups together, in splits of about the size that was asked for', () => {
    const { table } = deal();
    const subjects = table.cells('subject');
    for (let seed = 0; seed < 20; seed += 1) {
      const splits = dealRows(deal({ rule: { group: 'subject' }, seed }), { validation: 20, test: 20 }, everything);
      const where = new Map<unknown, Set<string>>();
      for (const [name, rows] of Object.entries(splits)) {
        for (const row of rows) where.set(subjects[row], (where.get(subjects[row]) ?? new Set()).add(name));
      }
      expect([...where.values()].every(({ size }) => size === 1)).toBe(true);
      expect(splits.validation.length).toBeGreaterThanOrEqual(10);
      expect(splits.test?.length).toBeLessThanOrEqual(30);
    }
  });

  it('takes the last rows for testing, and those before them for validation', () => {
    const { table } = deal();
    const days = table.cells('day') as number[];
    const {
      train,
      validation,
      test = train,
    } = dealRows(deal({ rule: { time: 'day' } }), { validation: 10, test: 20 }, everything);
    const range = (rows: Uint32Array): number[] => [
      Math.min(...[...rows].map((row) => days[row] ?? 0)),
      Math.max(...[...rows].map((row) => days[row] ?? 0)),
    ];
    expect([range(train), range(validation), range(test)]).toEqual([
      [0, 69],
      [70, 79],
      [80, 99],
    ]);
  });

  it('takes the splits that a column says, and validation rows from training where it says none', () => {
    const given = dealRows(deal({ rule: { given: 'fold' } }), { validation: 10 }, everything);
    expect([given.train.length, given.validation.length, given.test?.length]).toEqual([50, 25, 25]);
    expect([...(given.test ?? [])].every((row) => row % 4 === 0)).toBe(true);
    const table = toTable('test', { fold: numbers.map((row) => (row < 30 ? 'test' : 'train')) });
    const drawn = dealRows(deal({ table, rule: { given: 'fold' } }), { validation: 10 }, everything);
    expect([drawn.train.length, drawn.validation.length, drawn.test?.length]).toEqual([60, 10, 30]);
    expect([...drawn.validation].every((row) => row >= 30)).toBe(true);
  });

  it('names the row whose cell does not decide', () => {
    const table = toTable('test', { fold: ['train', 'tran'], who: ['a', null], when: [1, ''] });
    const heldOut = { validation: 1 };
    expect(() => dealRows(deal({ table, rule: { given: 'fold' } }), heldOut, 1)).toThrow(
      'test: column "fold", row 2: must be train, validation or test, received "tran".',
    );
    expect(() => dealRows(deal({ table, rule: { group: 'who' } }), heldOut, 1)).toThrow(
      'test: column "who", row 2: must be a group, received null.',
    );
    expect(() => dealRows(deal({ table, rule: { time: 'when' } }), heldOut, 1)).toThrow(
      'test: column "when", row 2: must be a time or a number, received null.',
    );
  });

  it.each([
    ['no validation split', { validation: 0, test: 20 }],
    ['no test split', { validation: 10, test: 0 }],
    ['no training split', { validation: 50, test: 50 }],
  ] as const)('rejects to leave a split without an example that is wanted: %s', (_, heldOut) => {
    expect(() => dealRows(deal(), heldOut, everything)).toThrow(DataError);
  });
});
