import { logGamma } from './log-gamma.ts';

/** The two parameters of a beta distribution, both above 0. */
export interface BetaShape {
  /** The power of t, plus one. */
  readonly a: number;
  /** The power of 1 − t, plus one. */
  readonly b: number;
}

/**
 * The regularised incomplete beta function: how likely a beta variable is to be at most `x`.
 *
 *     I_x(a, b) = 1/B(a, b) ∫₀ˣ t^(a−1) (1−t)^(b−1) dt
 *
 * Lentz's method on the continued fraction, from the side on which it converges fast.
 *
 * @param x - From 0 to 1.
 * @param shape - a and b.
 * @see NIST Digital Library of Mathematical Functions, 8.17.22. https://dlmf.nist.gov/8.17#E22
 */
export function incompleteBeta(x: number, shape: BetaShape): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const { a, b } = shape;
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, { a: b, b: a });
  const logFront = a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b);
  return (Math.exp(logFront) / a) * continuedFraction(x, shape);
}

function continuedFraction(x: number, { a, b }: BetaShape): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 500; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const before = fraction;
    for (const term of [even, odd]) {
      d = 1 / away(1 + term * d);
      c = away(1 + term / c);
      fraction *= c * d;
    }
    if (Math.abs(fraction - before) < 1e-16 * Math.abs(fraction)) break;
  }
  return fraction;
}
