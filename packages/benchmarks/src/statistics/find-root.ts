/** Where a rising function is looked at. */
export interface Bracket {
  /** A place where the function is at most 0. */
  readonly low: number;
  /** Where to look first for a place where it is at least 0; doubled away from `low` until it is. */
  readonly high: number;
}

/**
 * Where a function that rises crosses 0, by bisection, to about 15 digits.
 *
 * @param rising - The function.
 * @param bracket - Where to look.
 */
export function findRoot(rising: (x: number) => number, bracket: Bracket): number {
  let { low, high } = bracket;
  for (let width = high - low; rising(high) < 0 && width < 1e300; width *= 2) [low, high] = [high, high + width];
  for (let step = 0; step < 200 && high - low > 1e-15 * Math.max(Math.abs(low), Math.abs(high)); step += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
