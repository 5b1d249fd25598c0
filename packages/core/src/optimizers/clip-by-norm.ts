import { add, div, minimum, mul, sqrt, square, sum, type Tensor1D } from '@tensorflow/tfjs-core';

/**
 * A gradient scaled down to a greatest norm over all parameters: `torch.nn.utils.clip_grad_norm_`. A smaller one stays as it is.
 *
 *     g ← g · min(1, max / (‖g‖ + 10⁻⁶))
 *
 * @param gradient - g, over all parameters, flattened.
 * @param max - The greatest norm, above 0.
 * @see R. Pascanu, T. Mikolov, Y. Bengio. On the difficulty of training Recurrent Neural Networks. ICML 2013.
 *   https://arxiv.org/abs/1211.5063
 */
export function clipByNorm(gradient: Tensor1D, max: number): Tensor1D {
  const norm = sqrt(sum(square(gradient)));
  return mul(gradient, minimum(div(max, add(norm, 1e-6)), 1));
}
