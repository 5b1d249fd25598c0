import { describe, expect, it } from 'vitest';

import { studentTCdf, studentTQuantile } from '../../src/statistics/student-t.ts';

describe('studentTQuantile', () => {
  // The columns 0.95, 0.975 and 0.995 of any printed table (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2).
  it.each([
    [1, 6.314, 12.706, 63.657],
    [2, 2.92, 4.303, 9.925],
    [3, 2.353, 3.182, 5.841],
    [4, 2.132, 2.776, 4.604],
    [9, 1.833, 2.262, 3.25],
    [29, 1.699, 2.045, 2.756],
    [100, 1.66, 1.984, 2.626],
  ])('is as in the tables for %s degrees of freedom', (degrees, ...expected) => {
    expect([0.95, 0.975, 0.995].map((p) => studentTQuantile(p, degrees))).toEqual(
      expected.map((value) => expect.closeTo(value, 3)),
    );
  });

  it('is the closed form for one and two degrees of freedom', () => {
    // F⁻¹(p) = tan(π(p − ½)) for ν = 1 and (2p − 1) √(2 / (4p(1 − p))) for ν = 2.
    expect(studentTQuantile(0.9, 1)).toBeCloseTo(Math.tan(Math.PI * 0.4), 10);
    expect(studentTQuantile(0.9, 2)).toBeCloseTo(0.8 * Math.sqrt(2 / 0.36), 10);
  });

  it('inverts the distribution function in both tails', () => {
    for (const p of [0.001, 0.2, 0.5, 0.7, 0.9999]) expect(studentTCdf(studentTQuantile(p, 5), 5)).toBeCloseTo(p, 12);
  });
});
