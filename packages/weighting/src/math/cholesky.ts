import { addScaled, at, dot, filled, type Matrix, type Vector } from './matrix.ts';

/** A gradient whose squared distance to the span of others is this small a part of its squared length lies in their span. */
export const rankTolerance = 1e-13;

/** Directions whose distance from the span of others is above this are independent of them, however many the others are. */
const soundRoot = 1e-3;

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
    let place = -1;
    let most = 0;
    for (let index = 0; index < others.length; index += 1) {
      const left = at(rest, others[index] ?? 0);
      if (left > most && left > rankTolerance * at(full, others[index] ?? 0)) {
        place = index;
        most = left;
      }
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
 * Whether rows are independent by far: no combination of them whose largest share is 1 is short.
 *
 * @param factor - Their products decomposed.
 */
export function isSound({ columns, order }: Factor): boolean {
  return (
    columns.length === columns[0]?.length && columns.every((column, step) => at(column, order[step] ?? 0) > soundRoot)
  );
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
