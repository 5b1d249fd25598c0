import { describe, expect, it } from 'vitest';

import { halvingRungs, survivors } from '../../../src/search/pruners/halving.ts';

const rows = (options: Parameters<typeof halvingRungs>[0]): number[][] =>
  halvingRungs(options).map(({ trials, step }) => [trials, step]);

describe('the rungs of successive halving', () => {
  // Li et al. (JMLR 2018), table 1: R = 81, η = 3.
  it.each([
    [
      0,
      81,
      [
        [81, 1],
        [27, 3],
        [9, 9],
        [3, 27],
        [1, 81],
      ],
    ],
    [
      1,
      34,
      [
        [34, 3],
        [11, 9],
        [3, 27],
        [1, 81],
      ],
    ],
    [
      2,
      15,
      [
        [15, 9],
        [5, 27],
        [1, 81],
      ],
    ],
    [
      3,
      8,
      [
        [8, 27],
        [2, 81],
      ],
    ],
    [4, 5, [[5, 81]]],
  ])('are those of the table in Hyperband, without %s decisions and with %s trials', (skip, trials, expected) => {
    expect(rows({ trials, max: 81, eta: 3, skip })).toEqual(expected);
  });

  // Li et al. (MLSys 2020), figure 1: n = 9, r = 1, R = 9, η = 3; the budget nᵢ rᵢ is 9 in each rung of s = 0, and 27 of s = 1.
  it('are those of the figure in ASHA', () => {
    expect(rows({ trials: 9, max: 9, eta: 3 })).toEqual([
      [9, 1],
      [3, 3],
      [1, 9],
    ]);
    expect(rows({ trials: 9, max: 9, eta: 3, skip: 1 })).toEqual([
      [9, 3],
      [3, 9],
    ]);
    expect(rows({ trials: 9, max: 9, eta: 3, skip: 2 })).toEqual([[9, 9]]);
  });

  it('end with whole trials, also where R is no power, and leave out rungs without trials', () => {
    expect(rows({ trials: 12, min: 2, max: 20, eta: 2 })).toEqual([
      [12, 2],
      [6, 4],
      [3, 8],
      [1, 20],
    ]);
    expect(rows({ trials: 3, max: 100, eta: 3 })).toEqual([
      [3, 1],
      [1, 3],
    ]);
  });

  it('refuses what is out of range in one sentence', () => {
    expect(() => rows({ trials: 9, max: 9, eta: 1 })).toThrow('successive-halving: option `eta` must be');
    expect(() => rows({ trials: 9, max: 9, etta: 3 } as never)).toThrow('did you mean eta?');
  });
});

describe('survivors of a rung', () => {
  const values = new Map(Object.entries({ a: 3, b: 1, c: Number.NaN, d: 1, e: 2, f: 9, g: 8 }));

  it('are the best one in η, the first of equal ones first', () => {
    expect(survivors(values, { eta: 3, mode: 'min' })).toEqual(['b', 'd']);
    expect(survivors(values, { eta: 2, mode: 'max' })).toEqual(['f', 'g', 'a']);
    expect(survivors(values, { eta: 8, mode: 'max' })).toEqual([]);
  });

  it('are never those without a finite value while others are there', () => {
    const some = new Map(
      Object.entries({ a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: 5, d: Number.POSITIVE_INFINITY }),
    );
    expect(survivors(some, { eta: 4, mode: 'min' })).toEqual(['c']);
    expect(survivors(some, { eta: 4, mode: 'max' })).toEqual(['c']);
  });
});
