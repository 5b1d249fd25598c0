import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { numbersAt, rowsLater } from '../../src/table/rows-later.ts';

describe('rowsLater', () => {
  it('finds the nearest row of the same series within the tolerance', () => {
    const times = Float64Array.from([0, 10, 20.4, 41, Number.NaN, 0, 10]);
    const series = ['a', 'a', 'a', 'a', 'a', 'b', null];
    expect([...rowsLater({ times, series }, 10, 1)]).toEqual([1, 2, -1, -1, -1, -1, -1]);
    expect([...rowsLater({ times, series }, -10, 0)]).toEqual([-1, 0, -1, -1, -1, -1, -1]);
    expect([...rowsLater({ times }, 10, 0)].slice(0, 2)).toEqual([6, -1]);
  });

  it('finds what looking at all rows finds', () => {
    const time = fc.integer({ min: 0, max: 30 });
    const names = fc.constantFrom('a', 'b');
    const rows = fc.array(fc.tuple(time, names), { maxLength: 30 });
    fc.assert(
      fc.property(rows, fc.integer({ min: -8, max: 8 }), fc.integer({ min: 0, max: 3 }), (given, after, tolerance) => {
        const times = Float64Array.from(given, ([own]) => own);
        const series = given.map(([, name]) => name);
        const found = rowsLater({ times, series }, after, tolerance);
        given.forEach(([own, name], row) => {
          const distances = given.flatMap(([other, of]) => (of === name ? [Math.abs(other - own - after)] : []));
          const nearest = Math.min(...distances);
          const answer = found[row] ?? -1;
          if (nearest > tolerance) expect(answer).toBe(-1);
          else expect([series[answer], Math.abs((times[answer] ?? 0) - own - after)]).toEqual([name, nearest]);
        });
      }),
    );
  });

  it('gives the numbers of the rows that were found', () => {
    expect([...numbersAt(Float64Array.from([5, 6, 7]), Int32Array.from([2, -1, 0]))]).toEqual([7, Number.NaN, 5]);
  });
});
