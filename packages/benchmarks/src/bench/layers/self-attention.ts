import { matMul, mul, reshape, softmax, split, type Tensor, transpose } from '@tensorflow/tfjs-core';

import { affine } from './dense.ts';
import { constant, uniform } from './parameters.ts';
import type { Part } from './part.ts';

/**
 * Multi-head self-attention over sequences, without a mask.
 *
 *     y = concat_h( softmax(Q_h K_hᵀ / √d_h) V_h ) W + b
 *
 * Q, K and V come from one product with the input; head h has d_h = width / heads of their columns.
 *
 * @param width - Numbers that stand for a token.
 * @param heads - How many heads.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 */
export function selfAttention(width: number, heads: number): Part {
  const size = width / heads;
  return {
    parameters: [
      uniform([width, 3 * width], width),
      constant([3 * width], 0),
      uniform([width, width], width),
      constant([width], 0),
    ],
    apply(x, weight, bias, outWeight, outBias) {
      const [, length = 1] = x.shape;
      const perHead = (y: Tensor): Tensor => transpose(reshape(y, [-1, length, heads, size]), [0, 2, 1, 3]);
      const all = split(affine(x, weight, bias), 3, -1).map(perHead);
      const [queries, keys, values] = all as [Tensor, Tensor, Tensor];
      const attention = softmax(matMul(mul(queries, 1 / Math.sqrt(size)), keys, false, true));
      const seen = transpose(matMul(attention, values), [0, 2, 1, 3]);
      return affine(reshape(seen, [-1, length, width]), outWeight, outBias);
    },
  };
}
