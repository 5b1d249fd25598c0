import { type Factor, pivotedCholesky, rankTolerance, solveFactored } from './cholesky.ts';
import { addScaled, entryOrZero, dot, filled, type Matrix, multiply, type Vector } from './matrix.ts';

/** Entries of a projection below this are rounding errors: they would couple independent gradients. */
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
    for (const vector of basis) addScaled(entries, -entryOrZero(vector, row), vector);
    return entries;
  });
  const outside = projector.map((row, index) => entryOrZero(row, index) <= rankTolerance); // Not in the null space but for rounding.
  return projector.map((row, index) =>
    row.map((entry, column) => (outside[index] || outside[column] || Math.abs(entry) <= projectionError ? 0 : entry)),
  );
}

/** The minimum-norm least-squares solution. */
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
  basis.forEach((vector, index) => addScaled(solution, entryOrZero(coordinates, index), vector));
  return { solution, rank };
}
