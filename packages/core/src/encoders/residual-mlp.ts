import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import type { Layer } from '../layers/layer.ts';
import { relu } from '../layers/relu.ts';
import { residual } from '../layers/residual.ts';
import { sequential } from '../layers/sequential.ts';
import { choice, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { dropoutShare } from './hidden-layers.ts';
import { normOf } from './hidden-layers.ts';
import { rowFeatures } from './row-features.ts';

/** Options of {@link residualMlp}. */
export const residualMlpOptions = optionsSchema('residualMlp', {
  blocks: integer({ default: 2, min: 1, search: [1, 8], meaning: 'the number of blocks' }),
  width: integer({ default: 64, min: 1, search: [64, 512], meaning: 'the features between blocks' }),
  factor: number({
    default: 2,
    above: 0,
    search: [1, 4],
    meaning: 'how many hidden units a block has for each of its features',
  }),
  norm: choice(['batch', 'layer'], { default: 'batch', meaning: 'the normalization before each block' }),
  hiddenDropout: dropoutShare('the share of the hidden units that is dropped while training'),
  residualDropout: dropoutShare('the share of what a block adds that is dropped while training'),
});

/** Options of {@link residualMlp}. */
export type ResidualMlpOptions = OptionsOf<typeof residualMlpOptions>;

/**
 * An encoder for numbers, or rows of a table, of dense layers with shortcuts: the ResNet of papers on tables. After a dense layer come blocks
 *
 *     y = x + drop(W₂ drop(ReLU(W₁ norm(x) + b₁)) + b₂)
 *
 * and at the end a normalization and ReLU. Search ranges are the paper's.
 *
 * @param options - The blocks.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table or numbers.
 * @see Y. Gorishniy, I. Rubachev, V. Khrulkov, A. Babenko. Revisiting Deep Learning Models for Tabular Data. NeurIPS 2021.
 *   https://arxiv.org/abs/2106.11959
 */
export function residualMlp(options: ResidualMlpOptions = {}): Encoder {
  const complete = residualMlpOptions.read(options);
  const { blocks, width, factor, norm, hiddenDropout, residualDropout } = complete;
  const drop = (rate: number): readonly Layer[] => (rate > 0 ? [dropout({ rate })] : []);
  const block = (): Layer =>
    residual(
      sequential([
        ...normOf(norm),
        dense({ units: Math.max(1, Math.floor(width * factor)) }),
        relu(),
        ...drop(hiddenDropout),
        dense({ units: width }),
        ...drop(residualDropout),
      ]),
    );
  return defineEncoder('residualMlp', { ...complete }, (input) => [
    ...rowFeatures('residualMlp', input),
    dense({ units: width }),
    ...Array.from({ length: blocks }, block),
    ...normOf(norm),
    relu(),
  ]);
}
