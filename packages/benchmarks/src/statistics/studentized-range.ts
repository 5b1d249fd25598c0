import { findRoot } from './find-root.ts';
import { normalCdf, normalDensity } from './normal.ts';

/**
 * How likely the largest of so many independent standard normal variables is to be more than `q` above the smallest: the tail of the
 * studentized range with infinitely many degrees of freedom.
 *
 *     P(Q > q) = 1 − k ∫ φ(z) [ Φ(z) − Φ(z − q) ]^(k−1) dz
 *
 * By the trapezoid rule, which is exact to rounding for so smooth a function that vanishes at both ends.
 *
 * @param q - The range, at least 0.
 * @param count - k, at least 2.
 * @see H. O. Hartley. The Range in Random Samples. Biometrika 32, 1942. https://doi.org/10.2307/2332137
 */
export function studentizedRangeTail(q: number, count: number): number {
  const step = 0.05;
  let sum = 0;
  for (let z = -9; z <= 9 + Math.min(q, 40); z += step) {
    sum += normalDensity(z) * (normalCdf(z) - normalCdf(z - q)) ** (count - 1);
  }
  return Math.min(1, Math.max(0, 1 - count * step * sum));
}

/**
 * The range that is exceeded with the given probability: the inverse of {@link studentizedRangeTail}.
 *
 * @param probability - Between 0 and 1.
 * @param count - k, at least 2.
 */
export function studentizedRangeQuantile(probability: number, count: number): number {
  return findRoot((q) => probability - studentizedRangeTail(q, count), { low: 0, high: 4 });
}
