import { describe, expect, it } from 'vitest';

import { readGradients } from '../../src/gramian-rule.ts';
import { type AversePoint, aversePoint } from '../../src/math/averse-point.ts';
import { entryOrZero, multiply, quadratic, type Vector } from '../../src/math/matrix.ts';
import { batchOf, type Jacobian } from '../support/gradients.ts';
import { agreeing, opposite, textbook, three, uneven } from '../support/textbook.ts';

interface Found extends AversePoint {
  /** gᵢ·d. */
  readonly helped: Vector;
  /** |d − g₀| in units of r. */
  readonly distance: number;
}

function solve(jacobian: Jacobian, c: number): Found {
  const { cosines, norms } = readGradients('test', batchOf(jacobian), [...jacobian.keys()]);
  const mean = norms.map((length) => length / norms.length);
  const reach = c * Math.sqrt(quadratic(cosines, mean));
  const found = aversePoint({ cosines, norms, mean, reach });
  const update = mean.map((share, task) => share + entryOrZero(found.added, task));
  const helped = multiply(cosines, update).map((product, task) => product * entryOrZero(norms, task));
  return { ...found, helped, distance: Math.sqrt(quadratic(cosines, found.added)) / reach };
}

describe('aversePoint', () => {
  it('reaches the radius for orthogonal gradients of equal norm', () => {
    // g₀ = (½, ½) and d = (1 + c)·g₀, which adds c/2 of each.
    const square = [[1, 0], [0, 1]]; // prettier-ignore
    for (const c of [0.1, 0.5, 2]) {
      expect(solve(square, c).added).toEqual([expect.closeTo(c / 2, 14), expect.closeTo(c / 2, 14)]);
    }
  });

  it('adds only the shorter of two gradients while its gᵢ·d is smallest', () => {
    // g₀ = (½, 5), r = ½|g₀| = √25.25 / 2; d = g₀ + (r, 0) has g₁·d = ½ + r < g₂·d = 50.
    const { added } = solve([[1, 0], [0, 10]], 0.5); // prettier-ignore
    expect(added).toEqual([expect.closeTo(Math.sqrt(25.25) / 2, 14), 0]);
  });

  it.each([0.1, 0.4, 0.5, 1, 3])('satisfies the optimality conditions for c = %s', (c) => {
    for (const jacobian of [textbook, three, uneven, agreeing]) {
      const { added, helped, distance, solved, cancelled } = solve(jacobian, c);
      const least = Math.min(...helped);
      expect([solved, cancelled]).toEqual([true, false]);
      expect(distance).toBeCloseTo(1, 12);
      expect(Math.min(...added)).toBeGreaterThanOrEqual(0);
      helped.forEach((help, task) => {
        if (entryOrZero(added, task) > 0) expect((help - least) / Math.max(...helped)).toBeCloseTo(0, 12);
      });
    }
  });

  it('takes the nearest update without conflict where gradients cancel within the radius', () => {
    // g₀ = (1 − 2)/2 = −½: 0 is at a distance of ½, which c = 1 reaches and c = ½ does not.
    const [within, outside] = [solve(opposite, 1), solve(opposite, 0.5)];
    expect([within.cancelled, outside.cancelled]).toEqual([true, false]);
    expect(within.added).toEqual([expect.closeTo(0.5, 14), 0]);
    expect(outside.added).toEqual([expect.closeTo(0.25, 14), 0]);
  });
});
