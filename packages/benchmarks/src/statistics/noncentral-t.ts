import { incompleteBeta } from './incomplete-beta.ts';
import { logGamma } from './log-gamma.ts';
import { normalCdf } from './normal.ts';

/** The two parameters of a noncentral t distribution. */
export interface NoncentralT {
  /** ν, above 0. */
  readonly degreesOfFreedom: number;
  /** δ: how many standard errors the true mean is from 0. */
  readonly noncentrality: number;
}

/**
 * How likely a noncentral t variable is to be at most `t`.
 *
 *     F(t) = Φ(−δ) + ½ Σⱼ [ pⱼ I_x(j + ½, ν/2) + qⱼ I_x(j + 1, ν/2) ]  for t ≥ 0        x = t² / (ν + t²)
 *     pⱼ = e^(−λ) λʲ / j!        qⱼ = δ/√2 · e^(−λ) λʲ / Γ(j + 3/2)        λ = δ²/2
 *
 * and F(t; δ) = 1 − F(−t; −δ) for t < 0.
 *
 * @param t - The value.
 * @param parameters - ν and δ.
 * @see R. V. Lenth. Algorithm AS 243: Cumulative Distribution Function of the Non-Central t Distribution. Applied
 *   Statistics 38(1), 1989. https://doi.org/10.2307/2347693
 */
export function noncentralTCdf(t: number, { degreesOfFreedom, noncentrality }: NoncentralT): number {
  if (t < 0) return 1 - noncentralTCdf(-t, { degreesOfFreedom, noncentrality: -noncentrality });
  const x = (t * t) / (degreesOfFreedom + t * t);
  const rate = noncentrality ** 2 / 2;
  const last = Math.ceil(rate + 12 * Math.sqrt(rate) + 40);
  const b = degreesOfFreedom / 2;
  const [even, odd] = [risingBetas(x, { a: 0.5, b, last }), risingBetas(x, { a: 1, b, last })];
  let sum = 0;
  for (let j = 0; j <= last; j += 1) {
    const log = (j === 0 ? 0 : j * Math.log(rate)) - rate;
    sum += Math.exp(log - logGamma(j + 1)) * (even[j] ?? 0);
    sum += (noncentrality / Math.SQRT2) * Math.exp(log - logGamma(j + 1.5)) * (odd[j] ?? 0);
  }
  return Math.min(1, Math.max(0, normalCdf(-noncentrality) + sum / 2));
}

/** Where {@link risingBetas} begins and ends. */
interface Rise {
  readonly a: number;
  readonly b: number;
  readonly last: number;
}

/** I_x(a + j, b) for j from 0 to `last`: I_x(a + 1, b) = I_x(a, b) − xᵃ(1 − x)ᵇ Γ(a + b) / (Γ(a + 1) Γ(b)). */
function risingBetas(x: number, { a, b, last }: Rise): readonly number[] {
  let value = incompleteBeta(x, { a, b });
  let step = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a + 1) - logGamma(b));
  return Array.from({ length: last + 1 }, (_, j) => {
    const current = value;
    value = Math.max(0, value - step);
    step *= (x * (a + j + b)) / (a + j + 1);
    return current;
  });
}
