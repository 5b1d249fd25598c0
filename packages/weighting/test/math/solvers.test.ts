import { lusolve, pinv } from 'mathjs';
import { describe, expect, it } from 'vitest';

import { readGradients } from '../../src/gramian-rule.ts';
import { isSound, pivotedCholesky } from '../../src/math/cholesky.ts';
import { nullProjector, pseudoSolve } from '../../src/math/pseudo-inverse.ts';
import { solveShifted } from '../../src/math/solve-shifted.ts';
import { eigen } from '../../src/math/eigen.ts';
import { fairPoint } from '../../src/math/fair-point.ts';
import { entryOrZero, dot, type Matrix, multiply } from '../../src/math/matrix.ts';
import { nonNegativeMinimum, NonNegativeSearch } from '../../src/math/non-negative.ts';
import { projectOntoSimplex } from '../../src/math/simplex.ts';
import { batchOf, type Jacobian } from '../support/gradients.ts';
import { equals, opposite, stationary, textbook, three, uneven } from '../support/textbook.ts';

const matrixOf = (rows: readonly (readonly number[])[]): Matrix => rows.map((row) => Array.from(row));
const gramianOf = (jacobian: Jacobian): Matrix => matrixOf(batchOf(jacobian).gramian);
const cosinesOf = (jacobian: Jacobian): Matrix =>
  readGradients('test', batchOf(jacobian), [...jacobian.keys()]).cosines;
const all = [textbook, three, uneven, stationary, equals, opposite];

describe('pivotedCholesky and pseudoSolve', () => {
  it('find the rank independently of the scale of the rows', () => {
    expect(all.map((rows) => pivotedCholesky(gramianOf(rows)).columns.length)).toEqual([2, 3, 3, 2, 1, 1]);
    const scaled = stationary.map((row, task) => row.map((value) => value * 10 ** (8 * (task - 1))));
    expect(pivotedCholesky(gramianOf(scaled)).columns.length).toBe(2);
  });

  it('give the pseudo-inverse of mathjs', () => {
    for (const rows of all) {
      const gramian = gramianOf(rows);
      const right = Array.from(rows, (_, task) => 1 + task);
      const expected = multiply(matrixOf(pinv(gramian.map((row) => [...row]))), right);
      pseudoSolve(gramian, right).solution.forEach((value, task) =>
        expect(value).toBeCloseTo(entryOrZero(expected, task), 8),
      );
    }
  });

  it('detect well-conditioned rows', () => {
    expect(all.map((rows) => isSound(pivotedCholesky(cosinesOf(rows))))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    const near = [[1, 0], [1, 1e-4]]; // prettier-ignore
    expect(isSound(pivotedCholesky(cosinesOf(near)))).toBe(false);
  });

  it('solve with a shifted diagonal as mathjs does, unless a pivot vanishes', () => {
    const [right, added] = [[1, -2, 3], [0.5, 0, 2]]; // prettier-ignore
    const cosines = cosinesOf(three);
    const raised = cosines.map((row, task) =>
      row.map((entry, other) => (task === other ? entry + entryOrZero(added, task) : entry)),
    );
    const expected = lusolve(raised, right).flat();
    expect(solveShifted(cosines, added, right)).toEqual(
      expected.map((value): unknown => expect.closeTo(Number(value), 12)),
    );
    expect(solveShifted(cosinesOf(equals), [0, 0], [1, 1])).toBeUndefined();
  });

  it('project onto the null space', () => {
    const projector = nullProjector(gramianOf(stationary));
    projector?.forEach((row) => row.forEach((entry) => expect(entry).toBeCloseTo(1 / 3, 14)));
    expect(nullProjector(gramianOf(three))).toBeUndefined();
  });
});

describe('eigen', () => {
  it('finds eigenvectors', () => {
    for (const rows of all) {
      const gramian = gramianOf(rows);
      for (const { value, vector } of eigen(gramian)) {
        expect(dot(vector, vector)).toBeCloseTo(1, 12);
        multiply(gramian, vector).forEach((entry, task) =>
          expect((entry - value * entryOrZero(vector, task)) / entryOrZero(gramian[0] ?? vector, 0)).toBeCloseTo(0, 9),
        );
      }
    }
  });

  it('is accurate for small eigenvalues next to large ones', () => {
    // diag(1, 10⁸)·[[2, 1], [1, 2]]·diag(1, 10⁸): λ₀·λ₁ = det = 3·10¹⁶, λ₀ + λ₁ = 2 + 2·10¹⁶: λ₁ = 1.5 but for 10⁻¹⁶.
    const [large, small] = eigen(matrixOf([[2, 1e8], [1e8, 2e16]])); // prettier-ignore
    expect(small?.value).toBeCloseTo(1.5, 13);
    expect((large?.value ?? 0) / 2e16).toBeCloseTo(1, 14);
  });
});

describe('nonNegativeMinimum', () => {
  it('satisfies the optimality conditions', () => {
    for (const rows of [textbook, three, uneven]) {
      const cosines = cosinesOf(rows);
      for (const linear of [
        [1, -1, 0.5],
        [0.1, 2, -3],
        [1, 1, 1],
      ].map((row) => Array.from(row.slice(0, rows.length)))) {
        const { point, solved, ray } = nonNegativeMinimum(cosines, linear);
        expect(solved && !ray).toBe(true);
        multiply(cosines, point).forEach((entry, task) => {
          const slack = entry - entryOrZero(linear, task);
          expect(entryOrZero(point, task)).toBeGreaterThanOrEqual(0);
          expect(slack).toBeGreaterThan(-1e-12);
          expect(entryOrZero(point, task) * slack).toBeCloseTo(0, 12);
        });
      }
    }
  });

  it('finds the same from a warm start', () => {
    const cosines = cosinesOf(three);
    const search = new NonNegativeSearch(cosines);
    for (const linear of [
      [1, -1, 0.5],
      [-1, 2, 1],
      [1, 1, 1],
      [-1, -1, -1],
    ]) {
      // prettier-ignore
      const { point } = search.minimum(linear);
      expect(point).toEqual(
        nonNegativeMinimum(cosines, linear).point.map((value): unknown => expect.closeTo(value, 13)),
      );
    }
  });

  it('gives the derivative of the minimum with respect to b', () => {
    // C = [[1, 0], [0, 1]] and b = (1, −1): only x₁ is free, and x₁ = b₁.
    const search = new NonNegativeSearch([[1, 0], [0, 1]]); // prettier-ignore
    search.minimum([1, -1]);
    expect(search.curvature([3, 5])).toBe(9);
  });

  it('finds a direction of unbounded decrease when gradients cancel', () => {
    const { ray } = nonNegativeMinimum(cosinesOf(opposite), Array.from([1, 1]));
    expect([...(ray ?? [])]).toEqual([1, 1]);
  });
});

describe('fairPoint', () => {
  it.each([0.1, 0.5, 1, 2, 5])('solves (Cz)ᵢ·zᵢ^p = qᵢ for p = %s', (power) => {
    for (const rows of [textbook, three]) {
      const cosines = cosinesOf(rows);
      const shares = Array.from(rows, (_, task) => 0.1 * 7 ** task);
      const { point, solved, cancelled } = fairPoint({ cosines, shares, power });
      multiply(cosines, point).forEach((entry, task) =>
        expect((entry * entryOrZero(point, task) ** power) / entryOrZero(shares, task)).toBeCloseTo(1, 9),
      );
      expect([solved, cancelled]).toEqual([true, false]);
    }
  });
});

describe('projectOntoSimplex', () => {
  it.each([
    ['a point of the simplex', [0.2, 0.3, 0.5], [0.2, 0.3, 0.5]],
    ['a point above the middle', [1, 1], [0.5, 0.5]],
    ['a point beyond a vertex', [2, 0, 0], [1, 0, 0]],
    ['a point with a negative coordinate', [0.8, 0.6, -1], [0.6, 0.4, 0]], // τ = (1.4 − 1)/2.
    ['a point far away', [1e12 + 1, 1e12], [1, 0]],
    ['the only coordinate', [-5], [1]],
  ])('takes %s to the nearest one of the simplex', (_, values, expected) => {
    expect(projectOntoSimplex(values)).toEqual(expected.map((value): unknown => expect.closeTo(value, 12)));
  });
});
