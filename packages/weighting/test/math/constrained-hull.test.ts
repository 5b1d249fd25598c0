import { random } from '@equipoise/core';
import { describe, expect, it } from 'vitest';

import { constrainedHull } from '../../src/math/constrained-hull.ts';
import { shortestInHull } from '../../src/math/hull.ts';
import { gramianOf } from '../../src/testing/epochs.ts';

/** Vectors of length 1 and the direction of a constraint, drawn. */
function drawn(seed: number, count: number) {
  const draws = random(seed);
  const rows = Array.from({ length: count + 1 }, () => Array.from({ length: count + 2 }, () => draws.normal()));
  const units = rows.map((row) => row.map((value) => value / Math.hypot(...row)));
  const gramian = gramianOf(units).map((row) => [...row]);
  return {
    cosines: gramian.slice(0, -1).map((row) => row.slice(0, -1)),
    towards: gramian.at(-1)?.slice(0, -1) ?? [],
  };
}

/** What is minimised, with the best ν. */
function objective(
  { cosines, towards, pace }: Parameters<typeof constrainedHull>[0],
  weights: readonly number[],
): number {
  const square = cosines.reduce(
    (sum, row, i) => sum + row.reduce((part, entry, j) => part + entry * (weights[i] ?? 0) * (weights[j] ?? 0), 0),
    0,
  );
  const along = towards.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
  const force = Math.max(pace - along, 0);
  return 0.5 * square + force * along + 0.5 * force ** 2 - force * pace;
}

describe('constrainedHull', () => {
  it('is the minimum of a fine grid, for two and three vectors', () => {
    for (let seed = 0; seed < 12; seed += 1) {
      for (const pace of [0, 0.3, 5]) {
        const hull = { ...drawn(seed, 2 + (seed % 2)), pace };
        const least = objective(hull, constrainedHull(hull));
        for (let a = 0; a <= 40; a += 1) {
          for (let b = 0; a + b <= 40; b += 1) {
            const weights = hull.towards.length === 2 ? [a / 40, 1 - a / 40] : [a / 40, b / 40, 1 - (a + b) / 40];
            expect(objective(hull, weights)).toBeGreaterThanOrEqual(least - 1e-10);
          }
        }
      }
    }
  });

  it('gives weights of at least 0 that add up to 1, for many vectors too', () => {
    const weights = constrainedHull({ ...drawn(3, 40), pace: 0.5 });
    expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('is the shortest vector of the hull where the constraint is at right angles', () => {
    const { cosines } = drawn(5, 4);
    const expected = shortestInHull(cosines, [1, 1, 1, 1]).weights;
    constrainedHull({ cosines, towards: [0, 0, 0, 0], pace: 2 }).forEach((weight, index) =>
      expect(weight).toBeCloseTo(expected[index] ?? Number.NaN, 6),
    );
  });
});
