import { describe, expect, it } from 'vitest';

import { softmax } from '../../src/math/softmax.ts';

describe('softmax', () => {
  it('adds up to 1', () => {
    expect(softmax([0, Math.log(3)])).toEqual([expect.closeTo(0.25, 15), expect.closeTo(0.75, 15)]);
    expect(softmax([0, Math.log(9)], 2)).toEqual([expect.closeTo(0.25, 15), expect.closeTo(0.75, 15)]);
  });

  it('accepts values of any size, and an empty list', () => {
    expect(softmax([1e300, -1e300])).toEqual([1, 0]);
    expect(softmax([-1e300, -1e300])).toEqual([0.5, 0.5]);
    expect(softmax([])).toEqual([]);
  });
});
