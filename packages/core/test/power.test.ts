import { describe, expect, it } from 'vitest';

import { power } from '../src/power.ts';

describe('power', () => {
  it('is exact for whole numbers that have a place', () => {
    expect([power(3, 5), power(2, 52), power(-3, 3), power(7, 0), power(0, 0)]).toEqual([243, 2 ** 52, -27, 1, 1]);
  });

  it('is a root, or a reciprocal, where the exponent says so', () => {
    expect([power(9, 0.5), power(4, -1), power(4, -0.5), power(0, 2), power(0, 0.3)]).toEqual([3, 0.25, 0.5, 0, 0]);
  });

  it('has ten digits of what logarithm tables say', () => {
    // 2^0.3 and 10^-1.7
    expect(power(2, 0.3)).toBeCloseTo(1.2311444133449163, 12);
    expect(power(10, -1.7)).toBeCloseTo(0.0199526231496888, 14);
    expect(power(0.999, 1000)).toBeCloseTo(0.36769542477096373, 12);
  });

  it('is NaN of NaN and of a root of a negative number', () => {
    expect([power(Number.NaN, 0.3), power(-1, 0.3), power(2, Number.NaN)]).toEqual([
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
  });
});
