/**
 * The numbers of rows that have one.
 *
 * @param numbers - The numbers of a column, NaN where a cell is missing.
 * @param rows - The rows.
 * @param known - A list that is long enough: the result is its beginning.
 */
export function presentIn(numbers: Float64Array, rows: Uint32Array, known: Float64Array): Float64Array {
  let count = 0;
  for (const row of rows) {
    const number = numbers[row] ?? 0;
    if (Number.isNaN(number)) continue;
    known[count] = number;
    count += 1;
  }
  return known.subarray(0, count);
}
