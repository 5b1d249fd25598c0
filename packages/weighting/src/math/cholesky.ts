import { addScaled, at, dot, filled, type Matrix, multiply, type Vector } from './matrix.ts';

/** A gradient whose squared distance to the span of others is this small a part of its squared length lies in their span. */
export const rankTolerance = 1e-10;

/** An entry of a projection this near to 0 is rounding: it would couple gradients that have nothing to do with each other. */
const projectionError = 1e-13;

/** A positive semi-definite matrix as L · Lᵀ. */
export interface Factor {
  /** The columns of L, as many as the rank. */
  readonly columns: readonly Vector[];
  /** The rows that were chosen as pivots, in that order: row `order[k]` of L ends in column k. */
  readonly order: readonly number[];
}

/**
 * The Cholesky decomposition of a positive semi-definite matrix with complete pivoting: stops where every row that is left
 * depends on the chosen ones. Whether it does is judged against the row's own diagonal entry, so that the rank does not
 * depend on how the rows are scaled.
 *
 * @param matrix - Symmetric and positive semi-definite.
 */
export function pivotedCholesky(matrix: Matrix): Factor {
  const full = matrix.map((row, index) => at(row, index));
  const rest = full.slice();
  const columns: Vector[] = [];
  const order: number[] = [];
  const others = full.map((_, row) => row);
  for (;;) {
    let [place, most] = [-1, 0];
    for (let index = 0; index < others.length; index += 1) {
      const left = at(rest, others[index] ?? 0);
      if (left > most && left > rankTolerance * at(full, others[index] ?? 0)) [place, most] = [index, left];
    }
    const pivot = others[place];
    const source = pivot === undefined ? undefined : matrix[pivot];
    if (pivot === undefined || !source) return { columns, order };
    others.splice(place, 1);
    const root = Math.sqrt(most);
    const column = filled(matrix.length, 0);
    column[pivot] = root;
    for (const row of others) column[row] = at(source, row);
    for (const earlier of columns) {
      const factor = at(earlier, pivot);
      for (const row of others) column[row] = at(column, row) - factor * at(earlier, row);
    }
    for (const row of others) {
      const entry = at(column, row) / root;
      column[row] = entry;
      rest[row] = at(rest, row) - entry * entry;
    }
    columns.push(column);
    order.push(pivot);
  }
}

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
 */
export function pseudoSolve(matrix: Matrix, right: Vector): PseudoSolution {
  const factor = pivotedCholesky(matrix);
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

/**
 * The solution of a system of equations whose matrix is decomposed; entries beyond its rank are 0.
 *
 * @param factor - The matrix decomposed.
 * @param right - The right-hand side.
 */
export function solveFactored({ columns, order }: Factor, right: Vector): Vector {
  const rest = right.slice();
  const forward = columns.map((column, step) => {
    const pivot = order[step] ?? 0;
    const value = at(rest, pivot) / at(column, pivot);
    addScaled(rest, -value, column);
    return value;
  });
  const solution = filled(right.length, 0);
  for (let step = columns.length - 1; step >= 0; step -= 1) {
    const column = columns[step];
    const pivot = order[step] ?? 0;
    if (column) solution[pivot] = ((forward[step] ?? 0) - dot(column, solution)) / at(column, pivot);
  }
  return solution;
}
