import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { holm } from '../../src/statistics/holm.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('holm', () => {
  it.each(scipy.holm)('agrees with statsmodels on $ps.length tests', ({ ps, adjusted }) => {
    expect(holm(ps)).toEqual(adjusted.map((p) => expect.closeTo(p, 14)));
  });

  it('counts tests without a p as asked, and gives them none', () => {
    expect(holm([Number.NaN, 0.02, 0.01])).toEqual([Number.NaN, expect.closeTo(0.04, 14), expect.closeTo(0.03, 14)]);
    expect(holm([])).toEqual([]);
  });

  it('never lowers a p, and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2 }), (ps) => {
        const adjusted = holm(ps);
        ps.forEach((p, index) => {
          expect(adjusted[index]).toBeGreaterThanOrEqual(p);
          ps.forEach((other, at) => {
            if (p < other) expect(adjusted[index]).toBeLessThanOrEqual(adjusted[at] ?? Number.NaN);
          });
        });
      }),
    );
  });
});
