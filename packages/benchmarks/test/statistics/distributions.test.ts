import { describe, expect, it } from 'vitest';

import { noncentralTCdf } from '../../src/statistics/noncentral-t.ts';
import { normalCdf, normalQuantile } from '../../src/statistics/normal.ts';
import { studentTCdf } from '../../src/statistics/student-t.ts';
import { studentizedRangeQuantile } from '../../src/statistics/studentized-range.ts';
import { chiSquaredTail, fTail, studentTTails } from '../../src/statistics/tails.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('the normal distribution', () => {
  it.each(scipy.normalQuantiles)('has SciPy’s quantile at $probability', ({ probability, z }) => {
    expect(normalQuantile(probability)).toBeCloseTo(z, 9);
    expect(Math.abs(normalCdf(z) / probability - 1)).toBeLessThan(1e-12);
  });

  it('ends at infinity', () => {
    expect([normalQuantile(0), normalQuantile(1)]).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
    expect(normalQuantile(Number.NaN)).toBeNaN();
  });
});

describe('noncentralTCdf', () => {
  it.each(scipy.noncentralT)(
    'agrees with SciPy: t $t, $degrees degrees, noncentrality $noncentrality',
    ({ t, degrees: degreesOfFreedom, noncentrality, p }) => {
      expect(noncentralTCdf(t, { degreesOfFreedom, noncentrality })).toBeCloseTo(p, 10);
    },
  );

  it('is Student’s distribution without noncentrality', () => {
    for (const t of [-2, -0.3, 0, 1, 4]) {
      expect(noncentralTCdf(t, { degreesOfFreedom: 5, noncentrality: 0 })).toBeCloseTo(studentTCdf(t, 5), 12);
    }
  });
});

describe('tails', () => {
  it('of χ² are the closed form for two and four degrees of freedom', () => {
    // e^(−x/2), and e^(−x/2) (1 + x/2).
    for (const x of [0, 0.5, 3, 40]) {
      expect(chiSquaredTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 12);
      expect(chiSquaredTail(x, 4)).toBeCloseTo(Math.exp(-x / 2) * (1 + x / 2), 12);
    }
  });

  it('of F are the closed form for two degrees above the line', () => {
    // (1 + 2x/ν)^(−ν/2).
    for (const x of [0, 0.5, 3, 40]) {
      expect(fTail(x, { numerator: 2, denominator: 7 })).toBeCloseTo((1 + (2 * x) / 7) ** -3.5, 13);
    }
  });

  it('of Student’s t are both of them', () => {
    for (const t of [0, 0.4, -2.5]) expect(studentTTails(t, 3)).toBeCloseTo(2 * studentTCdf(-Math.abs(t), 3), 13);
  });
});

describe('studentizedRangeQuantile', () => {
  it.each(scipy.studentizedRanges)('agrees with SciPy: $arms arms at $level', ({ arms, level, q }) => {
    expect(studentizedRangeQuantile(level, arms)).toBeCloseTo(q, 5); // SciPy integrates to about 1e-6.
  });

  it('gives the critical values of Demšar (2006, table 5)', () => {
    const printed = {
      0.05: [1.96, 2.343, 2.569, 2.728, 2.85, 2.949, 3.031, 3.102, 3.164],
      0.1: [1.645, 2.052, 2.291, 2.459, 2.589, 2.693, 2.78, 2.855, 2.92],
    };
    for (const [level, values] of Object.entries(printed)) {
      const ours = values.map((_, index) => studentizedRangeQuantile(Number(level), index + 2) / Math.SQRT2);
      ours.forEach((value, index) => expect(Math.abs(value - (values[index] ?? 0))).toBeLessThan(0.0011));
    }
  });
});
