import { add, div, log1p, mul, square, sub, type Tensor } from '@tensorflow/tfjs-core';

/** The terms that are taken off before Stirling's series: it is exact to float32 from here on. */
const shift = 8;

/**
 * The logarithm of a rising factorial in units of the power that it is near, for y ≥ 0 and r > 0:
 *
 *     log Γ(y + r) − log Γ(r) − y log r = Σ_{k < y} log(1 + k / r)   for whole y
 *
 * By Stirling's series at r + 8 with what lies between taken off term by term. Small for large r, where differences of log Γ lose all digits.
 *
 * @param y - How many factors.
 * @param r - The first factor, above 0, of a shape that broadcasts with y.
 */
export function logRising(y: Tensor, r: Tensor): Tensor {
  const start = add(r, shift);
  const series = (at: Tensor): Tensor => div(sub(1 / 12, div(sub(1 / 360, div(1 / 1260, square(at))), square(at))), at);
  const end = add(y, start);
  let total = sub(mul(sub(end, 0.5), log1p(div(y, start))), y);
  total = add(total, sub(series(end), series(start)));
  total = add(total, mul(y, log1p(div(shift, r))));
  for (let k = 0; k < shift; k += 1) total = sub(total, log1p(div(y, add(r, k))));
  return total;
}
