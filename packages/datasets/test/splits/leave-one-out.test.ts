import { random } from '@equipoise/core';
import { expect, it } from 'vitest';

import { leaveOneOut } from '../../src/splits/leave-one-out.ts';

it('leaves a row of each group for the test, one for validation; small groups train', () => {
  const groups = ['a', 'b', 'a', 'a', 'b', 'a', 'c', 'c', 'c', null];
  for (let seed = 0; seed < 20; seed += 1) {
    const splits = leaveOneOut(groups, random(seed));
    const count = (group: string | null, split: string): number =>
      splits.filter((own, row) => own === split && groups[row] === group).length;
    expect(
      ['a', 'c'].map((group) => [count(group, 'train'), count(group, 'validation'), count(group, 'test')]),
    ).toEqual([
      [2, 1, 1],
      [1, 1, 1],
    ]);
    expect(count('b', 'train')).toBe(2);
    expect(leaveOneOut(groups, random(seed))).toEqual(splits);
  }
  expect(
    new Set(Array.from({ length: 20 }, (_, seed) => leaveOneOut(groups, random(seed)).join())).size,
  ).toBeGreaterThan(5);
});
