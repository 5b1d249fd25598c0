import { findRoot } from './find-root.ts';
import { upperIncompleteGamma } from './incomplete-gamma.ts';

/**
 * How likely a standard normal variable is to be at most `z`.
 *
 *     Φ(z) = ½ erfc(−z/√2)        erfc(x) = Q(½, x²)  for x ≥ 0
 *
 * @param z - The value.
 */
export function normalCdf(z: number): number {
  const tail = upperIncompleteGamma((z * z) / 2, 0.5) / 2;
  return z <= 0 ? tail : 1 - tail;
}

/**
 * The density of the standard normal distribution.
 *
 * @param z - The value.
 */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * The value that a standard normal variable stays at or below with the given probability: the inverse of {@link normalCdf}.
 *
 * @param probability - From 0, which gives −∞, to 1, which gives +∞.
 */
export function normalQuantile(probability: number): number {
  if (probability > 0.5) return -normalQuantile(1 - probability);
  if (!(probability > 0)) return probability === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  return -findRoot((z) => probability - normalCdf(-z), { low: 0, high: 1 });
}
