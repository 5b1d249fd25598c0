import type { PerTask } from '@equipoise/core';

import { combine, sum } from './per-task.ts';
import { product } from './product.ts';

/**
 * Carries derivatives with respect to weights over to the numbers that the weights are the softmax of.
 *
 *     ∂/∂ξᵢ = wᵢ (∂/∂wᵢ − Σⱼ wⱼ ∂/∂wⱼ)
 *
 * @param weights - w = softmax(ξ).
 * @param derivatives - ∂/∂wᵢ.
 */
export function throughSoftmax(weights: PerTask, derivatives: PerTask): PerTask {
  const average = sum(product(weights, derivatives));
  return combine(weights, derivatives, (weight, derivative) => weight * (derivative - average));
}
