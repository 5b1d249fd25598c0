import { concatenate } from '../layers/concatenate.ts';
import { crossNetwork } from '../layers/cross-network.ts';
import { sequential } from '../layers/sequential.ts';
import { choice, integer, list } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare, hiddenLayers, hiddenUnits } from './hidden-layers.ts';
import { rowFeatures } from './row-features.ts';

/** Options of {@link dcnV2}. */
export const dcnV2Options = optionsSchema('dcnV2', {
  crosses: integer({ default: 2, min: 1, search: [1, 4], meaning: 'the number of cross layers' }),
  rank: integer({
    default: 0,
    min: 0,
    meaning: 'the rank of the matrix of a cross layer; 0 for a full matrix',
  }),
  structure: choice(['stacked', 'parallel'], {
    default: 'stacked',
    meaning: 'whether the dense layers read what the cross layers give, or stand beside them',
  }),
  hidden: list(hiddenUnits, {
    default: [64, 64],
    meaning: 'the units of each dense layer',
    range: 'whole numbers above 0',
    expected: 'a list of whole numbers above 0',
  }),
  dropout: dropoutShare('the share of units dropped after each dense layer while training'),
});

/** Options of {@link dcnV2}. */
export type DcnV2Options = OptionsOf<typeof dcnV2Options>;

/**
 * DCN-v2, an encoder for rows of a table: cross layers multiply features by each other, x₀ ⊙ (W x + b) + x, and dense layers with ReLU follow them
 * or stand beside them. The mixture of low-rank experts of the paper is left out.
 *
 * @param options - The layers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table or numbers.
 * @see R. Wang, R. Shivanna, D. Z. Cheng, S. Jain, D. Lin, L. Hong, E. H. Chi. DCN V2: Improved Deep & Cross Network and Practical
 *   Lessons for Web-scale Learning to Rank Systems. WWW 2021. https://arxiv.org/abs/2008.13535
 */
export function dcnV2(options: DcnV2Options = {}): Encoder {
  const complete = dcnV2Options.read(options);
  const { crosses, rank, structure } = complete;
  const cross = crossNetwork({ layers: crosses, rank });
  const deep = hiddenLayers(complete);
  return defineEncoder('dcnV2', { ...complete }, (input) => [
    ...rowFeatures('dcnV2', input),
    ...(structure === 'stacked' ? [cross, ...deep] : [concatenate([cross, sequential(deep)])]),
  ]);
}
