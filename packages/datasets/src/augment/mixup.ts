import type { Labels, Random, Split } from '@equipoise/core';

/**
 * Mixes the examples of a batch in pairs,
 *
 *     x = λ xₐ + (1 − λ) x_b        λ ~ Beta(α, α)
 *     ℓ = λ ℓ(x, yₐ) + (1 − λ) ℓ(x, y_b)
 *
 * Both examples of a pair get the mixed inputs, and keep their own labels with the weights λ and 1 − λ: so labels of any kind can be mixed, and a batch
 * of n has the loss of n / 2 mixed examples. With an odd number the last one stays as it is.
 *
 * @param batch - The batch: inputs of numbers.
 * @param alpha - α, above 0.
 * @param stream - Where shares come from.
 * @see H. Zhang, M. Cisse, Y. N. Dauphin, D. Lopez-Paz. mixup: Beyond Empirical Risk Minimization. ICLR 2018. https://arxiv.org/abs/1710.09412
 */
export function mixed({ size, inputs, labels }: Split, alpha: number, stream: Random): Split {
  const weights = new Float32Array(size).fill(1);
  const values = Object.entries(inputs).map(([name, own]) => [name, Float32Array.from(own)] as const);
  for (let row = 0; row + 1 < size; row += 2) {
    const share = betaShare(alpha, stream);
    weights[row] = share;
    weights[row + 1] = 1 - share;
    for (const [, own] of values) {
      const width = own.length / size;
      for (let at = row * width; at < (row + 1) * width; at += 1) {
        const mean = share * (own[at] ?? 0) + (1 - share) * (own[at + width] ?? 0);
        own[at] = mean;
        own[at + width] = mean;
      }
    }
  }
  return {
    size,
    inputs: Object.fromEntries(values),
    labels: Object.fromEntries(
      Object.entries(labels).map(([task, own]): [string, Labels] => [
        task,
        { ...own, weight: weights.map((weight, row) => weight * (own.weight?.[row] ?? 1)) },
      ]),
    ),
  };
}

/** A share of the distribution Beta(α, α): X / (X + Y) for two of Gamma(α). */
function betaShare(alpha: number, stream: Random): number {
  const [one, other] = [logGamma(alpha, stream), logGamma(alpha, stream)];
  return 1 / (1 + Math.exp(other - one));
}

/**
 * The logarithm of a number of the distribution Gamma(α): G. Marsaglia, W. W. Tsang. A simple method for generating gamma variables. TOMS 2000.
 * https://doi.org/10.1145/358407.358414. In logarithms, as for small α the numbers underflow.
 */
function logGamma(alpha: number, stream: Random): number {
  if (alpha < 1) return logGamma(alpha + 1, stream) + Math.log(1 - stream.next()) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - stream.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}
