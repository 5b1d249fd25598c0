import { split, type Tensor } from '@tensorflow/tfjs-core';

import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { attend, requireHeads } from './attend.ts';
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
      requireHeads('selfAttention', heads, width);
      const project = affine(scope.child('queries-keys-values'), width, 3 * width);
      const merge = affine(scope.child('output'), width, width);
      return {
        shape: input.shape,
        call(x, run) {
          const [queries, keys, values] = split(project(x, run), 3, -1) as [Tensor, Tensor, Tensor];
          return merge(attend(queries, keys, values, { heads }), run);
        },
      };
    },
  });
}
