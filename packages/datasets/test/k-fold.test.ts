import { InvalidOptionError } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { kFold } from '../src/index.ts';
import { inputOf, known } from './support/known.ts';

const numbers = Array.from({ length: 23 }, (_, row) => row);
const table = {
  x: numbers,
  who: numbers.map((row) => `p${row % 7}`),
  y: numbers.map((row) => (row % 3 === 0 ? 'yes' : 'no')),
};
const options = { table, inputs: { x: 'numeric' }, targets: { y: 'binary' } } as const;

/** The numbers of the rows of a split, by undoing what was fitted. */
function rowsOf(
  dataset: ReturnType<typeof kFold> extends Generator<infer Value> ? Value : never,
  split: 'train' | 'validation' | 'test',
): number[] {
  const [column] = known(dataset.preprocessing.inputs.table).config.options.columns as {
    mean: number;
    deviation: number;
  }[];
  const { mean, deviation } = known(column);
  return Array.from(
    inputOf(known(dataset.splits[split]), 'table'),
    (value) => Math.round(value * deviation + mean) + 0,
  );
}

describe('kFold', () => {
  it('tests on every row once, and never trains on what it tests or chooses by', () => {
    const all = [...kFold({ ...options, folds: 4 })];
    expect(all.flatMap((dataset) => rowsOf(dataset, 'test')).sort((a, b) => a - b)).toEqual(numbers);
    expect(all.flatMap((dataset) => rowsOf(dataset, 'validation')).sort((a, b) => a - b)).toEqual(numbers);
    for (const dataset of all) {
      const rows = (['train', 'validation', 'test'] as const).flatMap((split) => rowsOf(dataset, split));
      expect(rows.sort((a, b) => a - b)).toEqual(numbers);
      expect([5, 6]).toContain(dataset.splits.test.size);
    }
  });

  it('keeps groups together', () => {
    for (const dataset of kFold({ ...options, folds: 3, split: { group: 'who' } })) {
      const [train, test] = [rowsOf(dataset, 'train'), rowsOf(dataset, 'test')].map((rows) =>
        rows.map((row) => row % 7),
      );
      expect(test?.some((group) => train?.includes(group))).toBe(false);
    }
  });

  it('stratifies', () => {
    const shares = [...kFold({ ...options, folds: 4, split: 'stratified' })].map(
      ({ splits }) => (splits.test.labels.y?.values ?? []).filter((label) => label === 1).length,
    );
    expect(shares.sort()).toEqual([2, 2, 2, 2]); // Of 23 rows 8 are yes.
  });

  it('rejects too few folds, and rules that deal otherwise', () => {
    expect(() => [...kFold({ ...options, folds: 2 })]).toThrow(InvalidOptionError);
    expect(() => [...kFold({ ...options, split: { time: 'x' } })]).toThrow(InvalidOptionError);
  });
});
