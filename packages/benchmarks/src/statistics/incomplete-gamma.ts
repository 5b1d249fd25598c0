import { logGamma } from './log-gamma.ts';

/**
 * The upper regularised incomplete gamma function: how likely a gamma variable of this shape and scale 1 is to be above `x`.
 *
 *     Q(a, x) = 1/Γ(a) ∫ₓ^∞ t^(a−1) e^(−t) dt
 *
 * Its power series below x = a + 1, Lentz's method on its continued fraction above, so that small tails keep their digits.
 *
 * @param x - At least 0.
 * @param shape - a, above 0.
 * @see NIST Digital Library of Mathematical Functions, 8.11.4 and 8.9.2. https://dlmf.nist.gov/8.9#E2
 */
export function upperIncompleteGamma(x: number, shape: number): number {
  if (x <= 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? 1 - front * lowerSeries(x, shape) : front * upperFraction(x, shape);
}

function lowerSeries(x: number, shape: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n <= 1000 && term > 1e-17 * sum; n += 1) {
    term *= x / (shape + n);
    sum += term;
  }
  return sum;
}

function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n <= 1000; n += 1) {
    const a = n * (shape - n);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-16) break;
  }
  return fraction;
}
