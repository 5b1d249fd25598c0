import { pivotedCholesky } from './cholesky.ts';
import type { Matrix, Vector } from './matrix.ts';

/** An eigenvalue above 0 and its eigenvector. */
export interface EigenPair {
  /** λ. */
  readonly value: number;
  /** v, of length 1. */
  readonly vector: Vector;
}

const mostRounds = 40;

/** Rotations no larger than this leave an error of its square. */
const lastTurn = 1e-8;

/**
 * The eigenvalues above 0 of a positive semi-definite matrix, largest first, with their eigenvectors; as many as its rank.
 * Small eigenvalues are as exact, relative to themselves, as large ones, whatever the scales of the rows.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @see J. Demmel, K. Veselić. Jacobi's Method is More Accurate than QR. SIAM J. Matrix Anal. Appl. 1992.
 *   https://doi.org/10.1137/0613074
 */
export function eigen(matrix: Matrix): EigenPair[] {
  const columns = pivotedCholesky(matrix).columns.map((column) => Float64Array.from(column));
  const squares = new Float64Array(columns.length);
  for (let round = 0; round < mostRounds; round += 1) {
    columns.forEach((column, index) => (squares[index] = product(column, column)));
    let widest = 0;
    for (let first = 0; first < columns.length; first += 1) {
      for (let second = first + 1; second < columns.length; second += 1) {
        widest = Math.max(widest, makeOrthogonal(columns, squares, first, second));
      }
    }
    if (widest <= lastTurn) break;
  }
  const pairs = columns.map((column) => {
    const value = product(column, column);
    const length = Math.sqrt(value);
    return { value, vector: Array.from(column, (entry) => entry / length) };
  });
  return pairs.sort((first, second) => second.value - first.value);
}

/** Rotates two columns in their plane until they are orthogonal, and updates their squared norms; returns the tangent of the angle. */
function makeOrthogonal(columns: readonly Float64Array[], squares: Float64Array, left: number, right: number): number {
  const first = columns[left] ?? squares;
  const second = columns[right] ?? squares;
  const one = squares[left] ?? 0;
  const other = squares[right] ?? 0;
  const between = product(first, second);
  if (between * between <= 1e-30 * one * other) return 0;
  const ratio = (other - one) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let row = 0; row < first.length; row += 1) {
    const above = first[row] ?? 0;
    const below = second[row] ?? 0;
    first[row] = cosine * above - sine * below;
    second[row] = sine * above + cosine * below;
  }
  squares[left] = Math.max(one - tangent * between, 0);
  squares[right] = other + tangent * between;
  return Math.abs(tangent);
}

function product(first: Float64Array, second: Float64Array): number {
  let total = 0;
  for (let row = 0; row < first.length; row += 1) total += (first[row] ?? 0) * (second[row] ?? 0);
  return total;
}
