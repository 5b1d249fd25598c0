import { maximum, minimum, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * A gradient whose elements are limited: `torch.nn.utils.clip_grad_value_`.
 *
 *     gᵢ ← max(−max, min(max, gᵢ))
 *
 * @param gradient - g, over all parameters, flattened.
 * @param max - The greatest absolute value, above 0.
 */
export function clipByValue(gradient: Tensor1D, max: number): Tensor1D {
  return maximum(minimum(gradient, max), -max);
}
