/**
 * ln Γ(x), by Stirling's series after moving x above 10: right to 13 digits.
 *
 * @param x - Above 0.
 * @see NIST Digital Library of Mathematical Functions, 5.11.1. https://dlmf.nist.gov/5.11#E1
 */
export function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  while (y < 10) {
    shift += Math.log(y);
    y += 1;
  }
  const series = 1 / (12 * y) - 1 / (360 * y ** 3) + 1 / (1260 * y ** 5) - 1 / (1680 * y ** 7) + 1 / (1188 * y ** 9);
  return (y - 0.5) * Math.log(y) - y + Math.log(2 * Math.PI) / 2 + series - shift;
}
