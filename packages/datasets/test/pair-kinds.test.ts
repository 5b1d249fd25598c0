import { DataError, InvalidOptionError, type Labels, ranking, survival } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable } from '../src/from-table.ts';

const table = {
  age: [30, 40, 50, 60, 70, 80],
  months: [5, 7, 1, null, 9, 2],
  churned: [true, false, true, true, null, false],
  rating: [3, 1, 0, 2, 2, 1],
  user: ['ann', 'bob', 'ann', 'cy', 'bob', 'ann'],
  part: ['train', 'train', 'train', 'train', 'validation', 'validation'],
};
const inputs = { age: 'numeric' } as const;
const targets = {
  months: { kind: 'survival', event: 'churned' },
  order: { kind: 'ranking', column: 'rating', group: 'user' },
} as const;
const split = { given: 'part' } as const;

/** Labels of two numbers with their marks, in ascending order: rows are dealt in another. */
function pairs(labels: Labels | undefined): readonly (readonly number[])[] {
  const { values, mask } = labels ?? { values: new Float32Array(0) };
  const all = Array.from({ length: values.length / 2 }, (_, row) => [
    ...values.subarray(2 * row, 2 * row + 2),
    mask?.[row] ?? 1,
  ]);
  return all.sort(([a = 0], [b = 0]) => a - b);
}

describe('targets of two columns', () => {
  it('are a time with an event, and a relevance with the number of a group', () => {
    const { tasks, splits } = fromTable({ table, inputs, targets, split });
    expect(tasks.map(({ kind }) => kind.config)).toEqual([
      survival({ event: 'churned' }).config,
      ranking({ group: 'user' }).config,
    ]);
    const { months, order } = splits.train.labels;
    const none = [0, 0, 0]; // The fourth row has no time.
    expect(pairs(months)).toEqual([none, [1, 1, 1], [5, 1, 1], [7, 0, 1]]);
    expect(pairs(order)).toEqual([
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
      [3, 1, 1],
    ]);
    expect(Array.from(splits.validation.labels.months?.mask ?? [])).toEqual([0, 1]);
  });

  it('must name the second column, which is no input where it is predicted', () => {
    const wrong = (targetsOf: object, inputsOf: object = inputs) =>
      fromTable({ table, inputs: inputsOf as typeof inputs, targets: targetsOf as typeof targets, split });
    expect(() => wrong({ months: 'survival' })).toThrow(
      'table: option `targets.months.event` must be the name of a column, for survival, received undefined.',
    );
    expect(() => wrong({ rating: { kind: 'ranking', event: 'churned', group: 'user' } })).toThrow(
      'option `targets.rating.event` must be left out for ranking',
    );
    expect(() => wrong({ months: 'regression' }, { churned: 'numeric' })).not.toThrow();
    expect(() => wrong({ months: targets.months }, { churned: 'numeric' })).toThrow(InvalidOptionError);
    expect(() => wrong({ order: targets.order }, { user: 'categorical' })).not.toThrow();
    expect(() => wrong({ months: { kind: 'survival', event: 'user' } })).toThrow(DataError);
    expect(() => wrong({ months: { kind: 'survival', event: 'churn' } })).toThrow('churned');
  });
});
