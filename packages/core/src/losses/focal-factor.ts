import { expm1, maximum, mul, neg, pow, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Weighs down cross-entropies of well classified examples: ℓ (1 − exp(−ℓ))^γ, where exp(−ℓ) is the probability of the truth.
 *
 * @param loss - Cross-entropies.
 * @param gamma - The exponent γ.
 */
export function focalFactor<Losses extends Tensor>(loss: Losses, gamma: number): Losses {
  if (gamma === 0) return loss;
  const doubt = neg(expm1(neg(loss)));
  return mul(loss, pow(maximum(doubt, 1e-12), gamma)); // A power below 1 has no slope at 0.
}

/**
 * The focal loss of a probability of the truth.
 *
 * @param probability - The probability.
 * @param gamma - The exponent γ.
 */
export function focalLoss(probability: number, gamma: number): number {
  return -((1 - probability) ** gamma) * Math.log(probability);
}
