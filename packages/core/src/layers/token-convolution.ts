import { cast, div, gather, mul, relu, sum, type Tensor2D } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import { normal } from './initializers.ts';
import type { Initializer, Layer } from './layer.ts';
import { tokenPresence } from './presence.ts';
import { slidingWindow } from './sliding-window.ts';

/** Options of {@link tokenConvolution}. */
export const tokenConvolutionOptions = optionsSchema('tokenConvolution', {
  embedding: integer({ default: 16, min: 1, meaning: 'the length of the vector of a token' }),
  filters: integer({ default: 64, min: 1, meaning: 'the number of filters' }),
  window: integer({ default: 3, min: 1, meaning: 'the width of a filter in tokens; odd' }),
});

/** Options of {@link tokenConvolution}. */
export type TokenConvolutionOptions = OptionsOf<typeof tokenConvolutionOptions>;

/**
 * An embedding of each token, filters over neighbouring tokens with ReLU, and their sum over the sequence divided by its padded length,
 * so that the features also tell how long the sequence is. Padding (token 0) does not contribute.
 *
 * @param options - The sizes.
 * @param rows - The vectors of tokens before training; normally distributed with variance 1 when left out.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 */
export function tokenConvolution(options: TokenConvolutionOptions = {}, rows: Initializer = normal()): Layer {
  const complete = tokenConvolutionOptions.read(options);
  const { embedding, filters, window } = complete;
  if (window % 2 === 0) throw new InvalidOptionError('tokenConvolution', 'window', 'odd', window);
  return defineLayer({
    name: 'tokenConvolution',
    options: { ...complete },
    build({ shape, vocabulary }, scope) {
      const [length] = shape;
      if (vocabulary === undefined || length === undefined || shape.length !== 1) {
        throw new InvalidOptionError('tokenConvolution', 'input', 'sequences of tokens', shape);
      }
      const table = scope.weight('table', [vocabulary, embedding], rows);
      const convolve = slidingWindow(scope, { length, width: embedding, filters, window });
      return {
        shape: [filters],
        call(tokens, run) {
          const ids = cast(tokens, 'int32');
          const present = tokenPresence(ids);
          const embedded = mul(gather(run.weight(table) as Tensor2D, ids), present);
          const patterns = relu(convolve(embedded, run));
          return div(sum(mul(patterns, present), 1), length);
        },
      };
    },
  });
}
