import { expm1, mul, neg, type Tensor } from '@tensorflow/tfjs-core';

/**
 * 1 − βᵗ: Adam's bias correction of a running mean that started at 0. Exact for β close to 1.
 *
 * @param beta - β, from 0 to below 1: the decay rate of the mean.
 * @param counts - t, one number or one for each task.
 */
export function biasCorrection(beta: number, counts: Tensor): Tensor {
  return neg(expm1(mul(counts, Math.log(Math.max(beta, Number.EPSILON ** 2))))); // The logarithm of 0 times no steps is no number.
}
