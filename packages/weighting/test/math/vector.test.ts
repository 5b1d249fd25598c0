import { describe, expect, it } from 'vitest';

import { orthogonalPart, unit } from '../../src/math/vector.ts';

describe('vectors', () => {
  it('are normalised to length 1', () => {
    expect(unit([3e200, 4e200])).toEqual([expect.closeTo(0.6, 15), expect.closeTo(0.8, 15)]);
    expect(unit([3e-200, -4e-200])).toEqual([expect.closeTo(0.6, 15), expect.closeTo(-0.8, 15)]);
    expect(unit([0, 0])).toEqual([0, 0]);
  });

  it('have an orthogonal part', () => {
    expect(orthogonalPart([0.6, 0.8], [1, 0])).toEqual([0, 0.8]);
    const third = unit([1, 1, 1]);
    expect(orthogonalPart(third, third)).toEqual([0, 0, 0]);
  });
});
