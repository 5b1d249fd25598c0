import { concatenate } from '../layers/concatenate.ts';
import { featureTokens } from '../layers/feature-tokens.ts';
import { flatten } from '../layers/flatten.ts';
import { pairwiseInteractions } from '../layers/pairwise-interactions.ts';
import { sequential } from '../layers/sequential.ts';
import { integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers, hiddenUnits } from './hidden-layers.ts';

/** Options of {@link deepFm}. */
export const deepFmOptions = optionsSchema('deepFm', {
  width: integer({ default: 10, min: 1, search: [4, 32], meaning: 'the length of the vector of a column' }),
  hidden: list(hiddenUnits, {
    default: [64, 64],
    meaning: 'the units of each dense layer',
    range: 'whole numbers above 0',
    expected: 'a list of whole numbers above 0',
  }),
  dropout: dropoutShare('the share of units dropped after each dense layer while training'),
});

/** Options of {@link deepFm}. */
export type DeepFmOptions = OptionsOf<typeof deepFmOptions>;

/**
 * DeepFM, an encoder for rows of a table. Each column has a weight and a vector v_i (of a number, times the number). The features are, side by side,
 *
 *     w_i x_i of each column        Σ_{i<j} v_i x_i ⊙ v_j x_j        dense layers with ReLU over all vectors
 *
 * The paper adds all of the first two to a dense layer over the third: a head does that with weights of 1, and each task has weights of its own.
 *
 * @param options - The vectors, and the dense layers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table or numbers.
 * @see H. Guo, R. Tang, Y. Ye, Z. Li, X. He. DeepFM: A Factorization-Machine based Neural Network for CTR Prediction. IJCAI 2017.
 *   https://arxiv.org/abs/1703.04247
 */
export function deepFm(options: DeepFmOptions = {}): Encoder {
  const complete = deepFmOptions.read(options);
  const first = sequential([featureTokens({ width: 1, bias: false }), flatten()]);
  const deep = sequential([flatten(), ...hiddenLayers(complete)]);
  const second = sequential([
    featureTokens({ width: complete.width, bias: false }),
    concatenate([pairwiseInteractions(), deep]),
  ]);
  return defineEncoder('deepFm', { ...complete }, () => [concatenate([first, second])]);
}
