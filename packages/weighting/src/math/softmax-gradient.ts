import type { PerTask } from '@equipoise/core';

import { combine, sum } from './per-task.ts';
import { product } from './product.ts';

/**
 * The chain rule through a softmax: derivatives with respect to the logits from those with respect to the weights.
 *
 *     ∂/∂ξᵢ = wᵢ (∂/∂wᵢ − Σⱼ wⱼ ∂/∂wⱼ)
 *
 * @param weights - w = softmax(ξ).
 * @param derivatives - ∂/∂wᵢ.
 */
export function softmaxGradient(weights: PerTask, derivatives: PerTask): PerTask {
  const average = sum(product(weights, derivatives));
  return combine(weights, derivatives, (weight, derivative) => weight * (derivative - average));
}
