import { tableEmbedding } from '../layers/table-embedding.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineEncoder, type Encoder } from './encoder.ts';
import { hiddenLayers } from './hidden-layers.ts';
import { mlpOptions } from './mlp.ts';

/** Options of {@link tabular}. */
export const tabularOptions = optionsSchema('tabular', mlpOptions.shape);

/** Options of {@link tabular}. */
export type TabularOptions = OptionsOf<typeof tabularOptions>;

/**
 * An encoder for rows of a table: a learnt vector for each level of a category beside the numbers, then dense layers with ReLU.
 *
 * @param options - The dense layers.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table.
 */
export function tabular(options: TabularOptions = {}): Encoder {
  const complete = tabularOptions.read(options);
  return defineEncoder('tabular', { ...complete }, () => [tableEmbedding(), ...hiddenLayers(complete)]);
}
