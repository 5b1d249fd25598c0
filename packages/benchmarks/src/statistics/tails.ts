import { incompleteBeta } from './incomplete-beta.ts';
import { upperIncompleteGamma } from './incomplete-gamma.ts';

/**
 * How likely a chi-squared variable is to be at least `x`.
 *
 *     P(X ≥ x) = Q(ν/2, x/2)
 *
 * @param x - The value, at least 0.
 * @param degreesOfFreedom - ν, above 0.
 */
export function chiSquaredTail(x: number, degreesOfFreedom: number): number {
  return upperIncompleteGamma(x / 2, degreesOfFreedom / 2);
}

/** The two degrees of freedom of an F distribution. */
export interface FDegrees {
  /** Those above the line, ν₁. */
  readonly numerator: number;
  /** Those below it, ν₂. */
  readonly denominator: number;
}

/**
 * How likely an F variable is to be at least `x`.
 *
 *     P(F ≥ x) = I_y(ν₂/2, ν₁/2)        y = ν₂ / (ν₂ + ν₁ x)
 *
 * @param x - The value, at least 0.
 * @param degrees - ν₁ and ν₂, each above 0.
 */
export function fTail(x: number, { numerator, denominator }: FDegrees): number {
  return incompleteBeta(denominator / (denominator + numerator * x), { a: denominator / 2, b: numerator / 2 });
}

/**
 * How likely a Student-t variable is to be at least as far from 0 as `t`, on either side.
 *
 *     P(|T| ≥ |t|) = I_x(ν/2, ½)        x = ν / (ν + t²)
 *
 * @param t - The value.
 * @param degreesOfFreedom - ν, above 0.
 */
export function studentTTails(t: number, degreesOfFreedom: number): number {
  return fTail(t * t, { numerator: 1, denominator: degreesOfFreedom });
}
