import { concatenate } from '../layers/concatenate.ts';
import { periodicNumbers, periodicNumbersOptions } from '../layers/periodic-numbers.ts';
import { tableEmbedding } from '../layers/table-embedding.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { hiddenLayers } from './hidden-layers.ts';
import { mlpOptions } from './mlp.ts';

/** Options of {@link periodicMlp}. */
export const periodicMlpOptions = optionsSchema('periodicMlp', {
  ...mlpOptions.shape,
  ...periodicNumbersOptions.shape,
});

/** Options of {@link periodicMlp}. */
export type PeriodicMlpOptions = OptionsOf<typeof periodicMlpOptions>;

/**
 * MLP-PLR, an encoder for rows of a table, or numbers: each number becomes a vector by way of learnt frequencies (`periodicNumbers`), each category a
 * learnt vector, and dense layers with ReLU follow.
 *
 * @param options - The dense layers and the frequencies.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input has no numbers.
 * @see Y. Gorishniy, I. Rubachev, A. Babenko. On Embeddings for Numerical Features in Tabular Deep Learning. NeurIPS 2022.
 *   https://arxiv.org/abs/2203.05556
 */
export function periodicMlp(options: PeriodicMlpOptions = {}): Encoder {
  const complete = periodicMlpOptions.read(options);
  const { hidden, dropout, norm, ...numbers } = complete;
  const periodic = periodicNumbers(numbers);
  return defineEncoder('periodicMlp', { ...complete }, ({ columns = [] }) => {
    const hasCategories = columns.some(({ levels }) => levels !== undefined);
    const features = hasCategories ? concatenate([periodic, tableEmbedding({ numbers: false })]) : periodic;
    return [features, ...hiddenLayers({ hidden, dropout, norm })];
  });
}
