import { addScaled, at, dot, filled, type Matrix, multiply, type Vector } from './matrix.ts';

/** A gradient whose squared distance to the span of others is this small a part of its squared length lies in their span. */
export const rankTolerance = 1e-13;

/** Directions whose distance from the span of others is above this are independent of them, however many the others are. */
const soundRoot = 1e-3;

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

/**
 * Whether rows are independent by far: no combination of them whose largest share is 1 is short.
 *
 * @param factor - Their products decomposed.
 */
export function isSound({ columns, order }: Factor): boolean {
  return (
    columns.length === columns[0]?.length && columns.every((column, step) => at(column, order[step] ?? 0) > soundRoot)
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

/**
 * The solution of a system of equations whose matrix has something added to its diagonal; nothing where rounding spoils it, for which
 * there is {@link pivotedCholesky}.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @param added - What is added to the diagonal, at least 0.
 * @param right - The right-hand side.
 */
export function solveRaised(matrix: Matrix, added: Vector, right: Vector): Vector | undefined {
  const rows: Vector[] = [];
  const solution: Vector = [];
  for (let index = 0; index < matrix.length; index += 1) {
    const source = matrix[index] ?? right;
    const row: Vector = [];
    const whole = at(source, index) + at(added, index);
    let rest = whole;
    for (let column = 0; column < index; column += 1) {
      const other = rows[column] ?? row;
      const entry = (at(source, column) - dot(other, row, column)) / at(other, column);
      row.push(entry);
      rest -= entry * entry;
    }
    if (!(rest > rankTolerance * whole)) return undefined;
    row.push(Math.sqrt(rest));
    solution.push((at(right, index) - dot(row, solution, index)) / at(row, index));
    rows.push(row);
  }
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? right;
    const value = at(solution, index) / at(row, index);
    solution[index] = value;
    for (let earlier = 0; earlier < index; earlier += 1) {
      solution[earlier] = at(solution, earlier) - value * at(row, earlier);
    }
  }
  return solution;
}
