import { layerNorm } from '../layers/layer-norm.ts';
import { tokenEmbedding } from '../layers/token-embedding.ts';
import { transformerBlock } from '../layers/transformer-block.ts';
import { choice, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare } from './hidden-layers.ts';

/** Options of {@link textTransformer}. */
export const textTransformerOptions = optionsSchema('textTransformer', {
  blocks: integer({ default: 2, min: 1, search: [1, 4], meaning: 'the number of blocks' }),
  heads: integer({ default: 4, min: 1, search: [2, 8], meaning: 'the heads of the attention' }),
  headWidth: integer({
    default: 16,
    min: 1,
    search: [8, 32],
    meaning: 'the numbers of a head; a token has a vector of heads × headWidth numbers',
  }),
  factor: number({
    default: 2,
    above: 0,
    search: [1, 4],
    meaning: 'how many hidden units a feed-forward layer has for each number of a vector',
  }),
  positions: choice(['waves', 'learnt', 'none'], {
    default: 'waves',
    meaning: 'what is added for the place of a token: sines and cosines, a learnt vector, or nothing',
  }),
  dropout: dropoutShare('the share of hidden units, and of what is added to vectors, dropped while training'),
});

/** Options of {@link textTransformer}. */
export type TextTransformerOptions = OptionsOf<typeof textTransformerOptions>;

/**
 * A transformer encoder: features for each token of a sequence, each of which attends to all others. Blocks have layer normalization before attention and
 * feed-forward layers (GELU), and one more normalization is at the end. Heads of tasks of the sequence take the greatest of each feature (`tokenPool`).
 * Padding (token 0) has no influence.
 *
 * @param options - The sizes.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 * @see R. Xiong et al. On Layer Normalization in the Transformer Architecture. ICML 2020. https://arxiv.org/abs/2002.04745
 */
export function textTransformer(options: TextTransformerOptions = {}): Encoder {
  const complete = textTransformerOptions.read(options);
  const { blocks, heads, headWidth, factor, positions, dropout } = complete;
  const width = heads * headWidth;
  const hidden = Math.max(1, Math.floor(width * factor));
  const block = { heads, hidden, activation: 'gelu', hiddenDropout: dropout, residualDropout: dropout } as const;
  return defineEncoder('textTransformer', { ...complete }, () => [
    tokenEmbedding({ width, positions }),
    ...Array.from({ length: blocks }, () => transformerBlock(block)),
    layerNorm(),
  ]);
}
