/**
 * The rank of each number from 1, averaged over equal numbers.
 *
 * @param values - The numbers; none is NaN.
 */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const result = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const value = values[order[start] ?? 0];
    while (end < order.length && values[order[end] ?? 0] === value) end += 1;
    for (const index of order.subarray(start, end)) result[index] = (start + 1 + end) / 2; // Ranks start + 1 to end.
  }
  return result;
}
