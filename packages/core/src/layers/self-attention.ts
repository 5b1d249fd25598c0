import { matMul, mul, reshape, softmax, split, type Tensor, transpose } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { affine } from './dense.ts';
import type { Layer } from './layer.ts';

/** Options of {@link selfAttention}. */
export const selfAttentionOptions = optionsSchema('selfAttention', {
  heads: integer({ default: 4, min: 1, meaning: 'the number of heads; divides the width of a token' }),
});

/** Options of {@link selfAttention}. */
export type SelfAttentionOptions = OptionsOf<typeof selfAttentionOptions>;

/**
 * Multi-head self-attention over sequences of vectors, without a mask.
 *
 *     y = concat_h( softmax(Q_h K_hᵀ / √d_h) V_h ) W + b
 *
 * Q, K and V come from one product with the input; head h has d_h = width / heads of their columns.
 *
 * @param options - The heads.
 * @throws {@link InvalidOptionError} when the heads do not divide the width of a token.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 */
export function selfAttention(options: SelfAttentionOptions = {}): Layer {
  const { heads } = selfAttentionOptions.read(options);
  return defineLayer({
    name: 'selfAttention',
    options: { heads },
    build(input, scope) {
      const width = lastAxis('selfAttention', input);
      const size = width / heads;
      if (!Number.isInteger(size)) {
        throw new InvalidOptionError('selfAttention', 'heads', `a divisor of the width ${width} of a token`, heads);
      }
      const project = affine(scope.child('queries-keys-values'), width, 3 * width);
      const merge = affine(scope.child('output'), width, width);
      return {
        shape: input.shape,
        call(x, run) {
          const [, length = 1] = x.shape;
          const perHead = (y: Tensor): Tensor => transpose(reshape(y, [-1, length, heads, size]), [0, 2, 1, 3]);
          const all = split(project(x, run), 3, -1).map(perHead);
          const [queries, keys, values] = all as [Tensor, Tensor, Tensor];
          const attention = softmax(matMul(mul(queries, 1 / Math.sqrt(size)), keys, false, true));
          const seen = transpose(matMul(attention, values), [0, 2, 1, 3]);
          return merge(reshape(seen, [-1, length, width]), run);
        },
      };
    },
  });
}
