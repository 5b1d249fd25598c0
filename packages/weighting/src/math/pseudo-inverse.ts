import { type Factor, pivotedCholesky, rankTolerance, solveFactored } from './cholesky.ts';
import { addScaled, at, dot, filled, type Matrix, multiply, type Vector } from './matrix.ts';

/** An entry of a projection this near to 0 is rounding: it would couple gradients that have nothing to do with each other. */
const projectionError = 1e-13;

/**
 * An orthonormal basis of the range of a positive semi-definite matrix.
 *
 * @param factor - The matrix decomposed.
 */
function rangeBasis({ columns }: Factor): Vector[] {
  const basis: Vector[] = [];
  for (const column of columns) {
    const vector = column.slice();
    for (const other of [...basis, ...basis]) addScaled(vector, -dot(other, vector), other); // Twice is enough.
    const length = Math.sqrt(dot(vector, vector));
    basis.push(vector.map((entry) => entry / length));
  }
  return basis;
}

/**
 * The orthogonal projection onto the null space of a positive semi-definite matrix; nothing when it has none but 0.
 *
 * @param matrix - Symmetric and positive semi-definite.
 */
export function nullProjector(matrix: Matrix): Matrix | undefined {
  const factor = pivotedCholesky(matrix);
  if (factor.columns.length === matrix.length) return undefined;
  const basis = rangeBasis(factor);
  const projector = matrix.map((_, row) => {
    const entries = filled(matrix.length, 0);
    entries[row] = 1;
    for (const vector of basis) addScaled(entries, -at(vector, row), vector);
    return entries;
  });
  const outside = projector.map((row, index) => at(row, index) <= rankTolerance); // Not in the null space but for rounding.
  return projector.map((row, index) =>
    row.map((entry, column) => (outside[index] || outside[column] || Math.abs(entry) <= projectionError ? 0 : entry)),
  );
}

/** The shortest of the vectors that solve a system of equations as nearly as can be. */
export interface PseudoSolution {
  /** The pseudo-inverse times the right-hand side. */
  readonly solution: Vector;
  /** The rank of the matrix. */
  readonly rank: number;
}

/**
 * The pseudo-inverse of a positive semi-definite matrix times a vector, by a rank-revealing decomposition.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @param right - The right-hand side.
 * @param factor - The matrix decomposed.
 */
export function pseudoSolve(matrix: Matrix, right: Vector, factor: Factor = pivotedCholesky(matrix)): PseudoSolution {
  const rank = factor.columns.length;
  if (rank === matrix.length) return { solution: solveFactored(factor, right), rank };
  const basis = rangeBasis(factor);
  const images = basis.map((vector) => multiply(matrix, vector));
  const inner = basis.map((vector) => Array.from(images, (image) => dot(vector, image)));
  const projected = Array.from(basis, (vector) => dot(vector, right));
  const coordinates = solveFactored(pivotedCholesky(inner), projected);
  const solution = filled(matrix.length, 0);
  basis.forEach((vector, index) => addScaled(solution, at(coordinates, index), vector));
  return { solution, rank };
}
