import { rankTolerance } from './cholesky.ts';
import { entryOrZero, dot, type Matrix, type Vector } from './matrix.ts';

/**
 * The solution of a system of equations whose matrix has something added to its diagonal; undefined if it is too ill-conditioned, for which
 * there is {@link pivotedCholesky}.
 *
 * @param matrix - Symmetric and positive semi-definite.
 * @param added - What is added to the diagonal, at least 0.
 * @param right - The right-hand side.
 */
export function solveShifted(matrix: Matrix, added: Vector, right: Vector): Vector | undefined {
  const rows: Vector[] = [];
  const solution: Vector = [];
  for (let index = 0; index < matrix.length; index += 1) {
    const source = matrix[index] ?? right;
    const row: Vector = [];
    const whole = entryOrZero(source, index) + entryOrZero(added, index);
    let rest = whole;
    for (let column = 0; column < index; column += 1) {
      const other = rows[column] ?? row;
      const entry = (entryOrZero(source, column) - dot(other, row, column)) / entryOrZero(other, column);
      row.push(entry);
      rest -= entry * entry;
    }
    if (!(rest > rankTolerance * whole)) return undefined;
    row.push(Math.sqrt(rest));
    solution.push((entryOrZero(right, index) - dot(row, solution, index)) / entryOrZero(row, index));
    rows.push(row);
  }
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] ?? right;
    const value = entryOrZero(solution, index) / entryOrZero(row, index);
    solution[index] = value;
    for (let earlier = 0; earlier < index; earlier += 1) {
      solution[earlier] = entryOrZero(solution, earlier) - value * entryOrZero(row, earlier);
    }
  }
  return solution;
}
