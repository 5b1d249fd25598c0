import { pivotedCholesky } from './cholesky.ts';
import { at, dot, type Matrix, type Vector } from './matrix.ts';

/** An eigenvalue above 0 and its eigenvector. */
export interface EigenPair {
  /** λ. */
  readonly value: number;
  /** v, of length 1. */
  readonly vector: Vector;
}

const mostSweeps = 40;

/**
 * The eigenvalues above 0 of a positive semi-definite matrix, largest first, with their eigenvectors; as many as its rank.
 * Small eigenvalues are as exact, relative to themselves, as large ones, however unevenly the rows are scaled.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @see J. Demmel, K. Veselić. Jacobi's Method is More Accurate than QR. SIAM J. Matrix Anal. Appl. 1992.
 *   https://doi.org/10.1137/0613074
 */
export function eigen(matrix: Matrix): EigenPair[] {
  const columns = pivotedCholesky(matrix).columns.map((column) => column.slice());
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    const turns = columns.map((first, index) => {
      return columns.slice(index + 1).filter((second) => makeOrthogonal(first, second)).length;
    });
    if (turns.every((count) => count === 0)) break;
  }
  const pairs = columns.map((column) => {
    const value = dot(column, column);
    const length = Math.sqrt(value);
    return { value, vector: column.map((entry) => entry / length) };
  });
  return pairs.sort((first, second) => second.value - first.value);
}

/** Turns two columns in their plane until they are orthogonal; says whether they were not. */
function makeOrthogonal(first: Vector, second: Vector): boolean {
  const [one, other, between] = [dot(first, first), dot(second, second), dot(first, second)];
  if (Math.abs(between) <= 1e-15 * Math.sqrt(one) * Math.sqrt(other)) return false;
  const ratio = (other - one) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = cosine * tangent;
  for (let row = 0; row < first.length; row += 1) {
    const [above, below] = [at(first, row), at(second, row)];
    first[row] = cosine * above - sine * below;
    second[row] = sine * above + cosine * below;
  }
  return true;
}
