import { findRoot } from './find-root.ts';
import { incompleteBeta } from './incomplete-beta.ts';

/**
 * How likely a Student-t variable is to be at most `t`.
 *
 *     F(t) = 1 − ½ I_x(ν/2, ½)  for t ≥ 0        x = ν / (ν + t²)
 *
 * @param t - The value.
 * @param degreesOfFreedom - ν, above 0.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  const tail = incompleteBeta(degreesOfFreedom / (degreesOfFreedom + t * t), { a: degreesOfFreedom / 2, b: 0.5 }) / 2;
  return t >= 0 ? 1 - tail : tail;
}

/**
 * The value that a Student-t variable stays at or below with the given probability: the inverse of {@link studentTCdf}.
 *
 * @param probability - Between 0 and 1, both excluded.
 * @param degreesOfFreedom - ν, at least 1.
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  if (probability < 0.5) return -studentTQuantile(1 - probability, degreesOfFreedom);
  return findRoot((t) => studentTCdf(t, degreesOfFreedom) - probability, { low: 0, high: 1 });
}
