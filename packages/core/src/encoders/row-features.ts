import { columnsOf } from '../layers/columns-of.ts';
import type { Layer, TensorSpec } from '../layers/layer.ts';
import { tableEmbedding } from '../layers/table-embedding.ts';

/**
 * The layers that make one vector of a row: a learnt vector for each category beside the numbers; none for an input of numbers.
 *
 * @param owner - The encoder, for errors.
 * @param input - What a row is.
 * @throws {@link InvalidOptionError} when it is something else, such as tokens or images.
 */
export function rowFeatures(owner: string, input: TensorSpec): readonly Layer[] {
  columnsOf(owner, input);
  return input.columns ? [tableEmbedding()] : [];
}
