import { add, expandDims, mul, relu, split, sub, type Tensor, transpose } from '@tensorflow/tfjs-core';

import { choice, flag, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { attend, requireHeads } from './attend.ts';
import { defineLayer, lastAxis } from './define-layer.ts';
import { affine } from './dense.ts';
import { dropped } from './dropout.ts';
import { geluOf } from './gelu.ts';
import type { Layer, TensorSpec } from './layer.ts';
import { layerNorm } from './layer-norm.ts';
import { presence } from './presence.ts';

/** What is added to the score of a key that must not be seen. */
const unseen = 1e9;

/** Options of {@link transformerBlock}. */
export const transformerBlockOptions = optionsSchema('transformerBlock', {
  heads: integer({ default: 4, min: 1, meaning: 'the number of heads; divides the width of a token' }),
  hidden: integer({ default: 128, min: 1, meaning: 'the hidden units of the feed-forward layers' }),
  activation: choice(['relu', 'gelu', 'reglu'], {
    default: 'relu',
    meaning:
      'what the hidden units go through; of `reglu`, as many again decide by ReLU how much of each is let through',
  }),
  attentionNorm: flag({ default: true, meaning: 'whether there is a layer normalization before the attention' }),
  attentionDropout: number({
    default: 0,
    min: 0,
    below: 1,
    meaning: 'the share of the attention to other tokens that is dropped while training',
  }),
  hiddenDropout: number({
    default: 0,
    min: 0,
    below: 1,
    meaning: 'the share of the hidden units that is dropped while training',
  }),
  residualDropout: number({
    default: 0,
    min: 0,
    below: 1,
    meaning: 'the share of what attention and feed-forward layers add that is dropped while training',
  }),
});

/** Options of {@link transformerBlock}. */
export type TransformerBlockOptions = OptionsOf<typeof transformerBlockOptions>;

/**
 * A block of a transformer encoder, with layer normalization before each of its two parts:
 *
 *     y = x + attention(norm(x))          z = y + W₂ σ(W₁ norm(y) + b₁) + b₂
 *
 * Features of tokens (`perToken`) stay 0 at padding, which no token sees.
 *
 * @param options - The sizes, and what is dropped.
 * @throws {@link InvalidOptionError} when an option is out of range, or the heads do not divide the width of a token.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 * @see R. Xiong et al. On Layer Normalization in the Transformer Architecture. ICML 2020. https://arxiv.org/abs/2002.04745
 */
export function transformerBlock(options: TransformerBlockOptions = {}): Layer {
  const complete = transformerBlockOptions.read(options);
  const { heads, hidden, activation, attentionDropout, hiddenDropout, residualDropout } = complete;
  return defineLayer({
    name: 'transformerBlock',
    options: { ...complete },
    build(input, scope) {
      const width = lastAxis('transformerBlock', input);
      requireHeads('transformerBlock', heads, width);
      const { shape } = input;
      const vectors: TensorSpec = { shape, dtype: 'float32' };
      const before = complete.attentionNorm ? layerNorm().build(vectors, scope.child('attention-norm')) : undefined;
      const project = affine(scope.child('queries-keys-values'), width, 3 * width);
      const merge = affine(scope.child('attention-output'), width, width);
      const between = layerNorm().build(vectors, scope.child('hidden-norm'));
      const widen = affine(scope.child('hidden'), width, activation === 'reglu' ? 2 * hidden : hidden);
      const narrow = affine(scope.child('hidden-output'), hidden, width);
      return {
        shape,
        perToken: input.perToken,
        call(x, run) {
          const present = input.perToken && presence(x);
          const mask = present && expandDims(mul(sub(transpose(present, [0, 2, 1]), 1), unseen), 1);
          const added = (features: Tensor): Tensor => {
            const kept = dropped(features, residualDropout, run);
            return present ? mul(kept, present) : kept;
          };
          const projected = project(before ? before.call(x, run) : x, run);
          const [queries, keys, values] = split(projected, 3, -1) as [Tensor, Tensor, Tensor];
          const drop = (shares: Tensor): Tensor => dropped(shares, attentionDropout, run);
          const y = add(x, added(merge(attend(queries, keys, values, { heads, mask, drop }), run)));
          const units = dropped(activated(widen(between.call(y, run), run), activation), hiddenDropout, run);
          return add(y, added(narrow(units, run)));
        },
      };
    },
  });
}

function activated(units: Tensor, activation: 'relu' | 'gelu' | 'reglu'): Tensor {
  if (activation === 'relu') return relu(units);
  if (activation === 'gelu') return geluOf(units);
  const [through, gate] = split(units, 2, -1) as [Tensor, Tensor];
  return mul(through, relu(gate));
}
