/**
 * One column of numbers that are stored row by row.
 *
 * @param values - The numbers.
 * @param columns - How many columns they have.
 * @param index - Which column.
 */
export function columnOf(values: ArrayLike<number>, columns: number, index: number): Float64Array {
  const column = new Float64Array(values.length / columns);
  for (let row = 0; row < column.length; row += 1) column[row] = values[row * columns + index] ?? Number.NaN;
  return column;
}
