import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { groupMeans } from '../../src/math/cluster.ts';

/** The squared distances of some values to what they were replaced by. */
function cost(values: readonly number[], means: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + (value - (means[index] ?? 0)) ** 2, 0);
}

/** The least cost of all assignments of the values to groups, by trying every one. */
function leastCost(values: readonly number[], groupCount: number): number {
  const assignments = Array.from({ length: groupCount ** values.length }, (_, code) =>
    values.map((__, index) => Math.floor(code / groupCount ** index) % groupCount),
  );
  return Math.min(
    ...assignments.map((groups) => {
      const means = groups.map((group) => {
        const members = values.filter((_, index) => groups[index] === group);
        return members.reduce((sum, member) => sum + member, 0) / members.length;
      });
      return cost(values, means);
    }),
  );
}

describe('groupMeans', () => {
  it('replaces each number by the mean of its cluster', () => {
    expect(groupMeans([10, 1, 2, 12, 3], 2)).toEqual([11, 2, 2, 11, 2]);
    expect(groupMeans([1, 2, 6], 1)).toEqual([3, 3, 3]);
    expect(groupMeans([5, 1], 2)).toEqual([5, 1]);
    expect(groupMeans([4, 4, 4], 2)).toEqual([4, 4, 4]);
  });

  it('finds the global optimum', () => {
    const lists = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 3 }), (values, groupCount) => {
        const means = groupMeans(values, groupCount);
        expect(new Set(means).size).toBeLessThanOrEqual(groupCount);
        expect(cost(values, means)).toBeCloseTo(leastCost(values, groupCount), 6);
      }),
      { numRuns: 50 },
    );
  });

  it('separates clusters at any scale', () => {
    expect(groupMeans([4e20, 2, 1, 4e20], 2)).toEqual([4e20, 1.5, 1.5, 4e20]);
    expect(groupMeans([2e-10, 4e-10, 1e10], 2)).toEqual([3e-10, 3e-10, 1e10]);
  });
});
