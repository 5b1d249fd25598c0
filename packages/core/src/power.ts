/**
 * A power with the same bits in every JavaScript engine: `**` and `Math.pow` have others in V8 13 than in V8 12. Made of products
 * where the exponent is whole, of a square root where it is a half, and of `Math.exp` and `Math.log` elsewhere.
 *
 * @param base - The base; at least 0 where the exponent is not whole.
 * @param exponent - The exponent.
 */
export function power(base: number, exponent: number): number {
  if (exponent < 0) return 1 / power(base, -exponent);
  if (exponent === 0.5) return Math.sqrt(base);
  if (!Number.isSafeInteger(exponent)) return Math.exp(exponent * Math.log(base));
  let [result, square] = [1, base];
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
