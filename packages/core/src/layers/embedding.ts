import { cast, gather } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import { normal } from './initializers.ts';
import type { Initializer, Layer } from './layer.ts';

/** Options of {@link embedding}. */
export const embeddingOptions = optionsSchema('embedding', {
  width: integer({ default: 16, min: 1, meaning: 'the length of the vector of a token' }),
});

/** Options of {@link embedding}. */
export type EmbeddingOptions = OptionsOf<typeof embeddingOptions>;

/**
 * A vector for each token, from a table with a row for each of the vocabulary.
 *
 * @param options - Its size.
 * @param rows - The rows before training; normally distributed with variance 1 when left out.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not tokens.
 */
export function embedding(options: EmbeddingOptions = {}, rows: Initializer = normal()): Layer {
  const { width } = embeddingOptions.read(options);
  return defineLayer({
    name: 'embedding',
    options: { width },
    build({ shape, vocabulary }, scope) {
      if (vocabulary === undefined) throw new InvalidOptionError('embedding', 'input', 'tokens of a vocabulary', shape);
      const table = scope.weight('table', [vocabulary, width], rows);
      return { shape: [...shape, width], call: (tokens, run) => gather(run.weight(table), cast(tokens, 'int32')) };
    },
  });
}
