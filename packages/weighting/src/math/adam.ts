import { power } from '@equipoise/core';

/** Adam's state for one scalar. */
export interface AdamMoments {
  /** Steps made. */
  readonly steps: number;
  /** Running mean of the gradient. */
  readonly first: number;
  /** Running mean of the squared gradient. */
  readonly second: number;
}

/** Options of {@link adam}. */
export interface AdamOptions {
  /** η, above 0. */
  readonly learningRate: number;
  /**
   * ε, at least 0. With 0 the steps do not depend on the scale of the gradients.
   *
   * @defaultValue 1e-8
   */
  readonly epsilon?: number;
}

/** The moments before the first step. */
export const noMoments: AdamMoments = { steps: 0, first: 0, second: 0 };

const decay = 0.9;
const squareDecay = 0.999;

/**
 * One step of Adam for one scalar; each task has its own, so that a task that is absent from a batch does not move.
 *
 *     m ← 0.9·m + 0.1·g     v ← 0.999·v + 0.001·g²     change = −η · m̂ / (√v̂ + ε)
 *
 * m̂ and v̂ are m and v divided by 1 − 0.9ᵗ and 1 − 0.999ᵗ, where t counts the steps. The change is 0 where v̂ is.
 *
 * @param gradient - g, the derivative of what is minimised.
 * @param moments - The state after the steps before.
 * @param options - Learning rate and ε.
 * @see D. P. Kingma, J. Ba. Adam: A Method for Stochastic Optimization. ICLR 2015. https://arxiv.org/abs/1412.6980
 */
export function adam(
  gradient: number,
  moments: AdamMoments,
  options: AdamOptions,
): { readonly change: number; readonly moments: AdamMoments } {
  const { learningRate, epsilon = 1e-8 } = options;
  const steps = moments.steps + 1;
  const first = decay * moments.first + (1 - decay) * gradient;
  const second = squareDecay * moments.second + (1 - squareDecay) * gradient ** 2;
  const size = Math.sqrt(second / (1 - power(squareDecay, steps))) + epsilon;
  const change = size === 0 ? 0 : (-learningRate * first) / (1 - power(decay, steps)) / size;
  return { change, moments: { steps, first, second } };
}
