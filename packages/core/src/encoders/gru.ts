import { recurrent } from '../layers/recurrent.ts';
import { tokenEmbedding } from '../layers/token-embedding.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { lstmOptions } from './lstm.ts';
import { firstRows, type VectorsOption, withVectorWidth } from './token-vectors.ts';

/** Options of {@link gru}. */
export const gruOptions = optionsSchema('gru', lstmOptions.shape);

/** Options of {@link gru}. */
export type GruOptions = OptionsOf<typeof gruOptions>;

/**
 * GRU, by default in both directions: what `lstm` is, with gated recurrent units, which have a quarter fewer weights.
 *
 * @param options - The layers, and vectors that it begins with.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 * @see K. Cho et al. Learning Phrase Representations using RNN Encoder–Decoder for Statistical Machine Translation. EMNLP 2014.
 *   https://arxiv.org/abs/1406.1078
 */
export function gru({ vectors, ...options }: GruOptions & VectorsOption = {}): Encoder {
  const complete = gruOptions.read(withVectorWidth('gru', options, vectors));
  const { embedding, layers, ...recurrence } = complete;
  return defineEncoder('gru', { ...complete }, () => [
    tokenEmbedding({ width: embedding }, firstRows('gru', vectors)),
    ...Array.from({ length: layers }, () => recurrent({ cell: 'gru', ...recurrence })),
  ]);
}
