/**
 * Deals rows into parts by time: the first part gets the latest rows, the rest goes to the last part, the latest first.
 *
 * @param times - The time of each row.
 * @param sizes - How many rows each part gets; one more part gets the rest.
 */
export function timeParts(times: Float64Array, sizes: readonly number[]): readonly Uint32Array[] {
  const latest = Uint32Array.from(times, (_, row) => row).sort((a, b) => (times[b] ?? 0) - (times[a] ?? 0) || b - a);
  let from = 0;
  const parts = sizes.map((size) => latest.slice(from, (from += size)));
  return [...parts, latest.slice(from)];
}
