import { type Dataset, labelsOf } from '@equipoise/core';
import { fromTable } from '@equipoise/datasets';
import { describe, expect, it } from 'vitest';

import { joinTables } from '../../src/gallery/join-tables.ts';

const colours = ['red', 'green', 'blue'] as const;

/** Flats by size and colour, and days by warmth. */
const flats = Array.from({ length: 60 }, (_, row) => ({
  colour: colours[row % 3] ?? '',
  size: 20 + row * 1.5,
  price: row,
}));
const days = Array.from({ length: 40 }, (_, row) => ({
  warmth: row % 7,
  sky: row % 2 ? 'clear' : 'grey',
  bikes: 100 + row,
}));

const flat = fromTable({
  table: flats,
  name: 'flats',
  inputs: { colour: 'categorical', size: 'numeric' },
  targets: { price: 'regression' },
});
const day = fromTable({
  table: days,
  name: 'days',
  inputs: { warmth: 'numeric', sky: 'categorical' },
  targets: { bikes: 'regression' },
});

/** The inputs of the examples that have a label of a task, in the order of their text. */
function rowsOf({ splits }: Dataset, task: string): readonly string[] {
  return [splits.train, splits.validation, splits.test]
    .flatMap((split) => {
      if (!split || !('inputs' in split)) return [];
      const values = [...(split.inputs.rows ?? [])];
      const width = values.length / split.size;
      const mask = labelsOf(split, task)?.mask;
      return Array.from({ length: split.size }, (_, row) => row)
        .filter((row) => mask?.[row] === 1)
        .map((row) => values.slice(row * width, (row + 1) * width).join());
    })
    .sort();
}

describe('joinTables', () => {
  const joined = joinTables('both', { flat, day });

  it('has the rows of all tables, with labels of their own tasks only', () => {
    expect(joined.tasks.map(({ name }) => name)).toEqual(['price', 'bikes']);
    for (const split of ['train', 'validation', 'test'] as const) {
      expect(joined.splits[split]?.size).toBe(flat.splits[split].size + day.splits[split].size);
    }
    expect([rowsOf(joined, 'price').length, rowsOf(joined, 'bikes').length]).toEqual([60, 40]);
  });

  it('encodes an example as its own preprocessing encodes the row, other columns missing', () => {
    const encode = (cells: Readonly<Record<string, string | number>>): string => {
      const row = { 'flat.colour': null, 'flat.size': null, 'day.warmth': null, 'day.sky': null, ...cells };
      return (joined.preprocessing?.encode([row]).inputs.rows ?? []).join();
    };
    const ofFlats = flats.map(({ colour, size }) => encode({ 'flat.colour': colour, 'flat.size': size }));
    const ofDays = days.map(({ warmth, sky }) => encode({ 'day.warmth': warmth, 'day.sky': sky }));
    expect(rowsOf(joined, 'price')).toEqual(ofFlats.sort());
    expect(rowsOf(joined, 'bikes')).toEqual(ofDays.sort());
    expect(new Set([...ofFlats, ...ofDays]).size).toBe(60 + 14);
  });

  it('refuses a data set that is no table', () => {
    const { name, inputs, tasks, splits } = flat;
    expect(() => joinTables('both', { bare: { name, inputs, tasks, splits } })).toThrow(
      'both: flats must have one input, a table.',
    );
  });
});
