import { random, toTable } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { describeTable } from '../../src/index.ts';

const table = {
  a: [1, 1, 1, 2, 2, -0, 0, null],
  b: ['x', 'x', 'x', 'y', 'y', 'z', 'z', 'z'],
  y: [0, 0, 1, 5, 5, 1, 1, 0],
};

describe('rows that are there twice', () => {
  it('are counted: in all cells, in the inputs, and with targets that differ', () => {
    const { duplicates } = describeTable(toTable('table', table), { targets: ['y'] });
    // (1 x 0) again, (2 y 5) again, (0 z 1) again; of the three rows (1 x) one has another target.
    expect(duplicates).toEqual({ exact: 3, sameInputs: 4, conflicting: 3 });
  });

  it('are those that a comparison of all cells finds, in 50 tables', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const draw = random(seed);
      const column = (bound: number): number[] => Array.from({ length: 300 }, () => draw.integer(bound) / 8);
      const cells = { a: column(5), b: column(9), c: column(4).map((one) => `t${one}`), y: column(3) };
      const keys = cells.a.map((_, row) => [cells.a[row], cells.b[row], cells.c[row]].join());
      const whole = keys.map((key, row) => `${key},${cells.y[row] ?? ''}`);
      const conflicting = keys.filter((key, row) =>
        keys.some((one, at) => one === key && cells.y[at] !== cells.y[row]),
      );
      const { duplicates } = describeTable(toTable('table', cells), { targets: ['y'] });
      expect(duplicates).toEqual({
        exact: 300 - new Set(whole).size,
        sameInputs: 300 - new Set(keys).size,
        conflicting: conflicting.length,
      });
    }
  });
});
