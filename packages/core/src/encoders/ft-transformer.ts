import { featureTokens } from '../layers/feature-tokens.ts';
import { firstVector } from '../layers/first-vector.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { relu } from '../layers/relu.ts';
import { transformerBlock } from '../layers/transformer-block.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';

/** Options of {@link ftTransformer}. */
export const ftTransformerOptions = optionsSchema('ftTransformer', {
  blocks: integer({ default: 3, min: 1, search: [1, 4], meaning: 'the number of blocks' }),
  heads: integer({ default: 8, min: 1, search: [4, 8], meaning: 'the heads of the attention' }),
  headWidth: integer({
    default: 24,
    min: 1,
    search: [8, 64],
    meaning: 'the numbers of a head; a column has a vector of heads × headWidth numbers',
  }),
  factor: number({
    default: 4 / 3,
    above: 0,
    search: [2 / 3, 8 / 3],
    meaning: 'how many hidden units a feed-forward layer has for each number of a vector',
  }),
  attentionDropout: number({
    default: 0.2,
    min: 0,
    below: 1,
    search: [0, 0.5],
    meaning: 'the share of the attention to other columns that is dropped while training',
  }),
  hiddenDropout: number({
    default: 0.1,
    min: 0,
    below: 1,
    search: [0, 0.5],
    meaning: 'the share of the hidden units that is dropped while training',
  }),
  residualDropout: number({
    default: 0,
    min: 0,
    below: 1,
    search: [0, 0.2],
    meaning: 'the share of what attention and feed-forward layers add that is dropped while training',
  }),
});

/** Options of {@link ftTransformer}. */
export type FtTransformerOptions = OptionsOf<typeof ftTransformerOptions>;

/**
 * FT-Transformer, an encoder for rows of a table: each column is a vector (`featureTokens`), and blocks of self-attention and ReGLU mix them. The
 * features are those of a learnt vector that attends to all columns, after layer normalization and ReLU. Defaults and search ranges are the paper's.
 *
 * @param options - The sizes.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table or numbers.
 * @see Y. Gorishniy, I. Rubachev, V. Khrulkov, A. Babenko. Revisiting Deep Learning Models for Tabular Data. NeurIPS 2021.
 *   https://arxiv.org/abs/2106.11959
 */
export function ftTransformer(options: FtTransformerOptions = {}): Encoder {
  const complete = ftTransformerOptions.read(options);
  const { blocks, heads, headWidth, factor, attentionDropout, hiddenDropout, residualDropout } = complete;
  const width = heads * headWidth;
  const hidden = Math.max(1, Math.floor(width * factor));
  return defineEncoder('ftTransformer', { ...complete }, () => [
    featureTokens({ width, summary: true }),
    ...Array.from({ length: blocks }, (_, index) =>
      transformerBlock({
        heads,
        hidden,
        activation: 'reglu',
        attentionNorm: index > 0, // As in the paper: the first block has none.
        attentionDropout,
        hiddenDropout,
        residualDropout,
      }),
    ),
    firstVector(),
    layerNorm(),
    relu(),
  ]);
}
