import { mul, relu, type Tensor } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { dropout as dropoutLayer } from '../layers/dropout.ts';
import { embedding as embeddingLayer } from '../layers/embedding.ts';
import { tokenPresence } from '../layers/presence.ts';
import { slidingWindow } from '../layers/sliding-window.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Encoder } from './encoder.ts';
import { dropoutShare } from './hidden-layers.ts';
import { firstRows, type VectorsOption, withVectorWidth } from './token-vectors.ts';

/** Options of {@link tokenEncoder}. */
export const tokenEncoderOptions = optionsSchema('tokenEncoder', {
  embedding: integer({ default: 64, min: 1, meaning: 'the length of the vector of a token' }),
  filters: list(integer({ min: 1, meaning: 'filters of a convolution' }), {
    default: [96],
    meaning: 'the filters of each convolution; those of the last are the features of a token',
    range: 'at least one whole number above 0',
    expected: 'a list of at least one whole number above 0',
    holds: (filters) => filters.length > 0,
  }),
  window: integer({ default: 5, min: 1, meaning: 'the width of a filter in tokens; odd' }),
  dropout: dropoutShare('the share of the numbers of vectors and features dropped while training'),
});

/** Options of {@link tokenEncoder}. */
export type TokenEncoderOptions = OptionsOf<typeof tokenEncoderOptions>;

/**
 * An encoder that gives features for each token of a sequence, for tasks that tag tokens: an embedding, and 1-D convolutions with ReLU. The
 * features of padding (token 0) are 0, and the other tokens do not see it. Heads of tasks with one label for an example pool over the tokens, so
 * that both kinds of tasks train together.
 *
 * @param options - The layers, and vectors that it begins with.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 * @see R. Collobert et al. Natural Language Processing (Almost) from Scratch. JMLR 2011. https://jmlr.org/papers/v12/collobert11a.html
 */
export function tokenEncoder({ vectors, ...options }: TokenEncoderOptions & VectorsOption = {}): Encoder {
  const complete = tokenEncoderOptions.read(withVectorWidth('tokenEncoder', options, vectors));
  const { embedding, filters, window, dropout } = complete;
  if (window % 2 === 0) throw new InvalidOptionError('tokenEncoder', 'window', 'odd', window);
  return {
    config: { kind: 'encoder', name: 'tokenEncoder', options: { ...complete } },
    build(input, scope) {
      const [length] = input.shape;
      if (input.vocabulary === undefined || length === undefined || input.shape.length !== 1) {
        throw new InvalidOptionError('tokenEncoder', 'input', 'sequences of tokens', input.shape);
      }
      const table = embeddingLayer({ width: embedding }, firstRows('tokenEncoder', vectors)).build(
        input,
        scope.child('embedding'),
      );
      const widths = [embedding, ...filters];
      const convolutions = filters.map((count, index) =>
        slidingWindow(scope.child(`convolution-${index}`), {
          length,
          width: widths[index] ?? 0,
          filters: count,
          window,
        }),
      );
      const drop = dropoutLayer({ rate: dropout }).build(table.output, scope.child('dropout'));
      return {
        output: { shape: [length, widths.at(-1) ?? 0], dtype: 'float32', perToken: true },
        call(tokens, run) {
          const present = tokenPresence(tokens);
          const kept = (features: Tensor): Tensor => mul(drop.call(features, run), present);
          return convolutions.reduce(
            (features, convolve) => kept(relu(convolve(features, run))),
            kept(table.call(tokens, run)),
          );
        },
      };
    },
  };
}
