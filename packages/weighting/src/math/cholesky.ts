import { addScaled, entryOrZero, dot, filled, type Matrix, type Vector } from './matrix.ts';

/** A gradient depends on others if its squared distance to their span is below this part of its squared norm. */
export const rankTolerance = 1e-13;

/** Normalised gradients are independent of any number of others if their distance to the span is above this. */
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
 * @param tolerance - What is left of a row that depends on the chosen ones, as a part of its diagonal entry.
 */
export function pivotedCholesky(matrix: Matrix, tolerance = rankTolerance): Factor {
  const full = matrix.map((row, index) => entryOrZero(row, index));
  const rest = full.slice();
  const columns: Vector[] = [];
  const order: number[] = [];
  const others = full.map((_, row) => row);
  for (;;) {
    let place = -1;
    let most = 0;
    for (let index = 0; index < others.length; index += 1) {
      const left = entryOrZero(rest, others[index] ?? 0);
      if (left > most && left > tolerance * entryOrZero(full, others[index] ?? 0)) {
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
    for (const row of others) column[row] = entryOrZero(source, row);
    for (const earlier of columns) {
      const factor = entryOrZero(earlier, pivot);
      for (const row of others) column[row] = entryOrZero(column, row) - factor * entryOrZero(earlier, row);
    }
    for (const row of others) {
      const entry = entryOrZero(column, row) / root;
      column[row] = entry;
      rest[row] = entryOrZero(rest, row) - entry * entry;
    }
    columns.push(column);
    order.push(pivot);
  }
}

/**
 * Whether rows are well-conditioned: no combination of them whose largest coefficient is 1 is nearly 0.
 *
 * @param factor - Their products decomposed.
 */
export function isSound({ columns, order }: Factor): boolean {
  return (
    columns.length === columns[0]?.length &&
    columns.every((column, step) => entryOrZero(column, order[step] ?? 0) > soundRoot)
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
    const value = entryOrZero(rest, pivot) / entryOrZero(column, pivot);
    addScaled(rest, -value, column);
    return value;
  });
  const solution = filled(right.length, 0);
  for (let step = columns.length - 1; step >= 0; step -= 1) {
    const column = columns[step];
    const pivot = order[step] ?? 0;
    if (column) solution[pivot] = ((forward[step] ?? 0) - dot(column, solution)) / entryOrZero(column, pivot);
  }
  return solution;
}
