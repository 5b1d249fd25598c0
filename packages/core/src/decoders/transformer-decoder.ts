import { expandDims, mul, squeeze, sub, sum, type Tensor, tensor4d, transpose } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { affine } from '../layers/dense.ts';
import type { TensorSpec } from '../layers/layer.ts';
import { layerNorm } from '../layers/layer-norm.ts';
import { presence } from '../layers/presence.ts';
import { tokenEmbedding } from '../layers/token-embedding.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { dropoutShare } from '../encoders/hidden-layers.ts';
import type { Decoder } from './decoder.ts';
import { decoderBlock } from './decoder-block.ts';

/** What is added to the score of a place that must not be seen. */
const unseen = -1e9;

/** Options of {@link transformerDecoder}. */
export const transformerDecoderOptions = optionsSchema('transformerDecoder', {
  blocks: integer({ default: 2, min: 1, search: [1, 4], meaning: 'the number of blocks' }),
  heads: integer({ default: 4, min: 1, search: [2, 8], meaning: 'the heads of each attention' }),
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
  dropout: dropoutShare('the share of what is added to vectors that is dropped while training'),
});

/** Options of {@link transformerDecoder}. */
export type TransformerDecoderOptions = OptionsOf<typeof transformerDecoderOptions>;

/**
 * A transformer decoder: which token comes next, from those before it and a source. No place sees a later one, so that all places of a known sequence
 * are predicted at once while training (teacher forcing); `beamSearch` makes new sequences with it. Layer normalization is before attention and
 * feed-forward layers, other than in the paper, and places are sines and cosines.
 *
 * @param options - The sizes.
 * @throws {@link InvalidOptionError} when an option is out of range, or the inputs are not tokens and features of tokens.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 * @see R. Xiong et al. On Layer Normalization in the Transformer Architecture. ICML 2020. https://arxiv.org/abs/2002.04745
 */
export function transformerDecoder(options: TransformerDecoderOptions = {}): Decoder {
  const complete = transformerDecoderOptions.read(options);
  const { blocks, heads, headWidth, factor, dropout } = complete;
  const width = heads * headWidth;
  const sizes = { width, heads, hidden: Math.max(1, Math.floor(width * factor)), dropout };
  return {
    config: { kind: 'decoder', name: transformerDecoderOptions.owner, options: { ...complete } },
    build({ tokens, memory, choices = tokens.vocabulary ?? 0 }, scope) {
      const [, memoryWidth] = memory.shape;
      if (!memory.perToken || memoryWidth === undefined) {
        throw new InvalidOptionError('transformerDecoder', 'memory', 'features of tokens', memory.shape);
      }
      const embedded = tokenEmbedding({ width, positions: 'waves' }).build(tokens, scope.child('embedding'));
      const [length = 0] = embedded.output.shape;
      const vectors: TensorSpec = { shape: [length, width], dtype: 'float32' };
      const stack = Array.from({ length: blocks }, (_, index) =>
        decoderBlock(scope.child(`block-${index}`), vectors, memoryWidth, sizes),
      );
      const norm = layerNorm().build(vectors, scope.child('norm'));
      const output = affine(scope.child('output'), width, choices);
      return (ids, source, run, place) => {
        const padding = expandDims(mul(sub(1, transpose(presence(source), [0, 2, 1])), unseen), 1);
        const context = { memory: source, later: laterOf(length), padding };
        const decoded = stack.reduce((x, block) => block(x, context, run), embedded.call(ids, run));
        if (!place) return output(norm.call(decoded, run), run);
        const there = sum(mul(decoded, expandDims(place, 2)), 1, true);
        return squeeze(output(norm.call(there, run), run), [1]);
      };
    },
  };
}

function laterOf(length: number): Tensor {
  const scores = Array.from({ length: length * length }, (_, index) =>
    index % length > Math.floor(index / length) ? unseen : 0,
  );
  return tensor4d(scores, [1, 1, length, length]);
}
