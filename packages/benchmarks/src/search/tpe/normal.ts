/**
 * How likely a standard normal variable is to be at most x, to about 1e−16.
 *
 *     Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/(3·5) + x⁷/(3·5·7) + …)
 *
 * @param x - The value.
 * @see G. Marsaglia. Evaluating the Normal Distribution. Journal of Statistical Software 11, 2004. https://doi.org/10.18637/jss.v011.i04
 */
export function normalCdf(x: number): number {
  if (x < -9) return 0;
  if (x > 9) return 1;
  let [sum, before, term] = [x, 0, x];
  for (let odd = 3; sum !== before; odd += 2) {
    before = sum;
    term *= (x * x) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(x);
}

/**
 * The density of the standard normal distribution.
 *
 *     φ(x) = exp(−x²/2) / √(2π)
 *
 * @param x - The value.
 */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}
