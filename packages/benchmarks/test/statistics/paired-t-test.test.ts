import { InvalidOptionError } from '@equipoise/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { pairedInterval } from '../../src/statistics/paired-interval.ts';
import { correctedInterval, pairedTTest } from '../../src/statistics/paired-t-test.ts';
import { scipy } from '../fixtures/statistics.ts';

describe('pairedTTest', () => {
  it.each(scipy.tTests)('agrees with SciPy: $differences.length pairs', ({ differences, t, p }) => {
    const tested = pairedTTest(differences);
    expect(tested.t).toBeCloseTo(t, 10);
    expect(Math.abs(tested.p / p - 1)).toBeLessThan(1e-9);
    expect(tested.degreesOfFreedom).toBe(differences.length - 1);
  });

  it('divides by the standard error of overlapping splits', () => {
    // d̄ = 2, s = 1, n = 3: √(1/3 + 1/4) = √(7/12).
    expect(pairedTTest([1, 2, 3], { testRatio: 0.25 }).t).toBeCloseTo(2 / Math.sqrt(7 / 12), 12);
  });

  it('knows nothing without a spread', () => {
    for (const differences of [[], [2], [2, 2, 2], [1, Number.NaN, 3]]) expect(pairedTTest(differences).p).toBeNaN();
  });

  it('is below 1 − c exactly where the interval with confidence c leaves out 0', () => {
    const differences = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(differences, fc.constantFrom(0, 0.2, 1), (values, testRatio) => {
        const { p } = pairedTTest(values, { testRatio });
        fc.pre(!Number.isNaN(p) && Math.abs(p - 0.1) > 1e-9);
        const { low, high } = correctedInterval(values, { testRatio, confidence: 0.9 });
        expect(p < 0.1).toBe(low > 0 || high < 0);
      }),
    );
  });
});

describe('correctedInterval', () => {
  it.each(scipy.tTests)('is SciPy’s without overlap: $differences.length pairs', ({ differences, low90, high90 }) => {
    const { low, high } = correctedInterval(differences, { confidence: 0.9 });
    expect(low).toBeCloseTo(low90, 7); // SciPy 1.10's quantile of t is right to nine digits.
    expect(high).toBeCloseTo(high90, 7);
  });

  it('is wider by √(1 + n · n_test/n_train)', () => {
    // Ten splits with a ratio of 0.3: √(1 + 3) = 2.
    const differences = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const [plain, corrected] = [pairedInterval(differences), correctedInterval(differences, { testRatio: 0.3 })];
    expect(corrected.high - corrected.mean).toBeCloseTo(2 * (plain.high - plain.mean), 10);
    expect(corrected.mean).toBe(plain.mean);
    expect(correctedInterval(differences).high).toBeCloseTo(plain.high, 12);
  });

  it.each([-0.1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the ratio %s', (testRatio) => {
    expect(() => correctedInterval([1, 2], { testRatio })).toThrow(InvalidOptionError);
    expect(() => pairedTTest([1, 2], { testRatio })).toThrow(
      'pairedTTest: option `testRatio` must be a number of at least 0',
    );
  });

  it('refuses an option that nobody reads', () => {
    const spelt = JSON.parse('{"ratio": 0.2}') as object;
    expect(() => correctedInterval([1, 2], spelt)).toThrow('correctedInterval: there is no option `ratio`');
    expect(() => pairedTTest([1, 2], spelt)).toThrow('pairedTTest: there is no option `ratio`');
  });
});
