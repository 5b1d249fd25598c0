import { tokenConvolution } from '../layers/token-convolution.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers } from './hidden-layers.ts';
import { firstRows, type VectorsOption, withVectorWidth } from './token-vectors.ts';

/** Options of {@link textEncoder}. */
export const textEncoderOptions = optionsSchema('textEncoder', {
  embedding: integer({ default: 16, min: 1, meaning: 'the length of the vector of a token' }),
  filters: integer({ default: 64, min: 1, meaning: 'the filters of the convolution' }),
  window: integer({ default: 3, min: 1, meaning: 'the width of a filter in tokens; odd' }),
  features: integer({ default: 64, min: 1, meaning: 'the units of the dense layer at the end' }),
  dropout: dropoutShare('the share of the features dropped while training'),
});

/** Options of {@link textEncoder}. */
export type TextEncoderOptions = OptionsOf<typeof textEncoderOptions>;

/**
 * An encoder for sequences of tokens: an embedding, a 1-D convolution pooled over the sequence, and a dense layer with ReLU.
 *
 * @param options - The layers, and vectors that it begins with.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 */
export function textEncoder({ vectors, ...options }: TextEncoderOptions & VectorsOption = {}): Encoder {
  const complete = textEncoderOptions.read(withVectorWidth('textEncoder', options, vectors));
  const { embedding, filters, window, features, dropout } = complete;
  const convolution = tokenConvolution({ embedding, filters, window }, firstRows('textEncoder', vectors));
  return defineEncoder('textEncoder', { ...complete }, () => [
    convolution,
    ...hiddenLayers({ hidden: [features], dropout }),
  ]);
}
