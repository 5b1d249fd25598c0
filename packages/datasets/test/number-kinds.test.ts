import { count, quantiles } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { fromTable } from '../src/from-table.ts';

const rows = 30;
const table = {
  hour: Array.from({ length: rows }, (_, row) => row % 24),
  rides: Array.from({ length: rows }, (_, row) => (3 * row) % 7),
  price: Array.from({ length: rows }, (_, row) => 100 + row),
};
const inputs = { hour: 'numeric' } as const;

describe('targets that are counts and quantiles', () => {
  it('leave counts as they are, and standardise numbers of which quantiles are predicted', () => {
    const { tasks, splits } = fromTable({ table, inputs, targets: { rides: 'count', price: 'quantiles' } });
    const [rides, price] = tasks.map(({ kind }) => kind);
    expect(rides?.config).toEqual(count().config);
    expect(price?.config).toEqual(quantiles({ scales: price?.scales ?? [] }).config);
    const { labels } = splits.train;
    const whole = Array.from(labels.rides?.values ?? []);
    expect(whole.every((value) => Number.isInteger(value) && value >= 0 && value < 7)).toBe(true);
    const mean = Array.from(labels.price?.values ?? []).reduce((sum, value) => sum + value, 0) / splits.train.size;
    expect(mean).toBeCloseTo(0, 5);
  });
});
