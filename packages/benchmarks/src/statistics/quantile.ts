/**
 * The value below which a share of the numbers lie, by linear interpolation between the two next to it (Hyndman and Fan's
 * type 7, the default of NumPy and R).
 *
 * @param sorted - The numbers, smallest first.
 * @param share - From 0 to 1.
 */
export function quantileOf(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? Number.NaN;
  return low + (place - below) * (high - low);
}
