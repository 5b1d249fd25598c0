import { describe, expect, it } from 'vitest';

import { axisOf, type Dimension, evenValues, pointAt, valueAt } from '../../src/search/dimension.ts';

const rate: Dimension = { name: 'rate', type: 'number', low: 1e-4, high: 1, scale: 'log' };
const alpha: Dimension = { name: 'alpha', type: 'number', low: -1, high: 3, scale: 'linear' };
const experts: Dimension = { name: 'experts', type: 'integer', low: 2, high: 5, scale: 'linear' };
const batch: Dimension = { name: 'batch', type: 'integer', low: 1, high: 1000, scale: 'log' };
const method: Dimension = { name: 'method', type: 'choice', values: ['a', 'b', 'c'] };

describe('a dimension', () => {
  it('is uniform on its scale', () => {
    expect(pointAt([alpha, rate], [0.25, 0.25])).toEqual({ alpha: 0, rate: 0.001 });
    expect(pointAt([alpha, rate], [0, 0])).toEqual({ alpha: -1, rate: 1e-4 });
  });

  it.each([experts, method])('gives each of its values the same share: $name', (dimension) => {
    const values = Array.from({ length: 1200 }, (_, index) => valueAt(dimension, index / 1200));
    const counts = [...new Set(values)].map((value) => values.filter((each) => each === value).length);
    expect(counts).toEqual(Array.from(counts, () => 1200 / counts.length));
    expect(counts.length).toBe(dimension.type === 'choice' ? 3 : 4);
  });

  it('gives whole numbers on a log scale the share of their logarithms', () => {
    const { low, high } = axisOf(batch);
    const share = Math.log(1.5 / 0.5) / (high - low); // Those that are rounded to 1.
    expect(low).toBe(Math.log(0.5));
    expect(valueAt(batch, share - 1e-9)).toBe(1);
    expect(valueAt(batch, share + 1e-9)).toBe(2);
    expect(valueAt(batch, 1 - 1e-12)).toBe(1000);
  });

  it('never leaves its range', () => {
    for (const dimension of [rate, alpha, experts, batch]) {
      for (const share of [0, 2 ** -53, 0.5, 1 - 2 ** -53]) {
        const value = Number(valueAt(dimension, share));
        expect(value).toBeGreaterThanOrEqual(dimension.low);
        expect(value).toBeLessThanOrEqual(dimension.high);
      }
    }
  });

  it('has values at equal distances, both ends among them', () => {
    expect(evenValues(rate, 5)).toEqual([1e-4, 1e-3, 1e-2, 1e-1, 1]);
    expect(evenValues(alpha, 5)).toEqual([-1, 0, 1, 2, 3]);
    expect(evenValues(batch, 4)).toEqual([1, 10, 100, 1000]);
    expect(evenValues(experts, 10)).toEqual([2, 3, 4, 5]);
    expect(evenValues(experts, 2)).toEqual([2, 5]);
    expect(evenValues(method, 2)).toEqual(['a', 'b', 'c']);
  });
});
