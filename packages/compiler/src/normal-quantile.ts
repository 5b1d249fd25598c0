/**
 * The quantile of the standard normal distribution: the number that is not exceeded with a probability. Off by at most about 10⁻⁷ of it, as
 * float32 is. Made of `+`, `−`, `×`, `÷` and square roots alone, so that it has the same bits in every JavaScript engine.
 *
 * @param probability - From 2⁻³³ to 1 − 2⁻³³.
 * @see M. J. Wichura. Algorithm AS 241: The Percentage Points of the Normal Distribution. Applied Statistics 37 (1988), 477–484 (PPND7,
 *   without the tails beyond e⁻²⁵). https://doi.org/10.2307/2347330
 */
export function normalQuantile(probability: number): number {
  const offset = probability - 0.5;
  if (Math.abs(offset) <= 0.425) {
    const rest = 0.180625 - offset * offset;
    return (offset * polynomial(middle.above, rest)) / polynomial(middle.below, rest);
  }
  const rest = Math.sqrt(-naturalLogarithm(Math.min(probability, 1 - probability))) - 1.6;
  return (Math.sign(offset) * polynomial(tail.above, rest)) / polynomial(tail.below, rest);
}

const middle = {
  above: [3.3871327179, 50.434271938, 159.29113202, 59.10937472],
  below: [1, 17.895169469, 78.757757664, 67.1875636],
};
const tail = {
  above: [1.4234372777, 2.75681539, 1.3067284816, 0.17023821103],
  below: [1, 0.7370016425, 0.12021132975],
};

/** ln x of 0 < x < 1, as n ln ½ + 2 artanh ((m − 1) / (m + 1)) with x = 2⁻ⁿ m and √½ ≤ m < √2. */
function naturalLogarithm(x: number): number {
  let [mantissa, halvings] = [x, 0];
  for (; mantissa < Math.SQRT1_2; mantissa *= 2) halvings += 1;
  const ratio = (mantissa - 1) / (mantissa + 1);
  return 2 * ratio * polynomial(artanh, ratio * ratio) - halvings * Math.LN2;
}

/** artanh x = x + x³/3 + x⁵/5 + …, of which x¹⁷/17 is below 10⁻¹⁴ here. */
const artanh = [1, 1 / 3, 1 / 5, 1 / 7, 1 / 9, 1 / 11, 1 / 13, 1 / 15];

/** A polynomial by Horner's rule, its coefficients from that of x⁰ on. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}
