import { add, mul, type Tensor, tensor2d } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { choice, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import { embedding } from './embedding.ts';
import { normal } from './initializers.ts';
import type { Initializer, Layer, Run } from './layer.ts';
import { tokenPresence } from './presence.ts';

/** Options of {@link tokenEmbedding}. */
export const tokenEmbeddingOptions = optionsSchema('tokenEmbedding', {
  width: integer({ default: 64, min: 1, meaning: 'the length of the vector of a token' }),
  positions: choice(['none', 'waves', 'learnt'], {
    default: 'none',
    meaning: 'what is added for the place of a token: nothing, sines and cosines, or a learnt vector',
  }),
});

/** Options of {@link tokenEmbedding}. */
export type TokenEmbeddingOptions = OptionsOf<typeof tokenEmbeddingOptions>;

/**
 * A learnt vector for each token of a sequence, and what its place adds; 0 at padding (token 0).
 *
 *     waves: p_{t,2i} = sin(t / 10000^{2i / width}), p_{t,2i+1} = cos(t / 10000^{2i / width})
 *
 * @param options - The length of a vector, and what is added.
 * @param rows - The vectors before training; normally distributed with variance 1 when left out.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 * @see A. Vaswani et al. Attention Is All You Need. NeurIPS 2017. https://arxiv.org/abs/1706.03762
 */
export function tokenEmbedding(options: TokenEmbeddingOptions = {}, rows: Initializer = normal()): Layer {
  const { width, positions } = tokenEmbeddingOptions.read(options);
  return defineLayer({
    name: 'tokenEmbedding',
    options: { width, positions },
    build(input, scope) {
      const [length] = input.shape;
      if (input.vocabulary === undefined || length === undefined || input.shape.length !== 1) {
        throw new InvalidOptionError('tokenEmbedding', 'input', 'sequences of tokens', input.shape);
      }
      const vectors = embedding({ width }, rows).build(input, scope);
      const learnt = positions === 'learnt' ? scope.weight('positions', [length, width], normal()) : undefined;
      const placed = (features: Tensor, run: Run): Tensor => {
        if (learnt) return add(features, run.weight(learnt));
        return positions === 'waves' ? add(features, tensor2d(wavesOf(length, width), [length, width])) : features;
      };
      return {
        shape: [length, width],
        perToken: true,
        call: (tokens, run) => mul(placed(vectors.call(tokens, run), run), tokenPresence(tokens)),
      };
    },
  });
}

function wavesOf(length: number, width: number): Float32Array {
  return Float32Array.from({ length: length * width }, (_, index) => {
    const [place, at] = [Math.floor(index / width), index % width];
    const angle = place / 10000 ** ((at - (at % 2)) / width);
    return at % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
