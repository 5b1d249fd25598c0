import { recurrent } from '../layers/recurrent.ts';
import { tokenEmbedding } from '../layers/token-embedding.ts';
import { flag, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare } from './hidden-layers.ts';
import { firstRows, type VectorsOption, withVectorWidth } from './token-vectors.ts';

/** Options of {@link lstm}. */
export const lstmOptions = optionsSchema('lstm', {
  embedding: integer({ default: 64, min: 1, meaning: 'the length of the vector of a token' }),
  units: integer({ default: 64, min: 1, search: [32, 256], meaning: 'the numbers of a state, in each direction' }),
  layers: integer({ default: 1, min: 1, search: [1, 3], meaning: 'the number of recurrent layers' }),
  bidirectional: flag({ default: true, meaning: 'whether sequences are also read from their end' }),
  dropout: dropoutShare('the share of the numbers that each recurrent layer reads dropped while training'),
});

/** Options of {@link lstm}. */
export type LstmOptions = OptionsOf<typeof lstmOptions>;

/**
 * LSTM, by default BiLSTM: an encoder that gives features for each token of a sequence, and for the sequence by the greatest of each (`tokenPool` in
 * heads), so that tasks that tag tokens and tasks of the sequence train together. Padding (token 0) has no influence.
 *
 * @param options - The layers, and vectors that it begins with.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not sequences of tokens.
 * @see S. Hochreiter, J. Schmidhuber. Long Short-Term Memory. Neural Computation 1997. https://doi.org/10.1162/neco.1997.9.8.1735
 * @see A. Graves, J. Schmidhuber. Framewise Phoneme Classification with Bidirectional LSTM and Other Neural Network Architectures. Neural
 *   Networks 2005. https://doi.org/10.1016/j.neunet.2005.06.042
 */
export function lstm({ vectors, ...options }: LstmOptions & VectorsOption = {}): Encoder {
  const complete = lstmOptions.read(withVectorWidth('lstm', options, vectors));
  const { embedding, layers, ...recurrence } = complete;
  return defineEncoder('lstm', { ...complete }, () => [
    tokenEmbedding({ width: embedding }, firstRows('lstm', vectors)),
    ...Array.from({ length: layers }, () => recurrent({ cell: 'lstm', ...recurrence })),
  ]);
}
