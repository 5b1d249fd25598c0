import { expm1, mul, neg, type Tensor } from '@tensorflow/tfjs-core';

/**
 * 1 − βᵗ: how much of a running mean that began at 0 was seen. Exact for β close to 1.
 *
 * @param beta - β, from 0 to below 1: how much of the mean is kept at each step.
 * @param counts - t, one number or one for each task.
 */
export function seen(beta: number, counts: Tensor): Tensor {
  return neg(expm1(mul(counts, Math.log(Math.max(beta, Number.EPSILON ** 2))))); // The logarithm of 0 times no steps is no number.
}
