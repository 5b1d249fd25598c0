import { rankTolerance } from './cholesky.ts';
import { at, dot, type Matrix, type Vector } from './matrix.ts';

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
