import type { TensorSpec } from '../layers/layer.ts';
import { cnn } from './cnn.ts';
import type { Encoder } from './encoder.ts';
import { mlp } from './mlp.ts';
import { tabular } from './tabular.ts';
import { textEncoder } from './text-encoder.ts';

/**
 * The encoder that suits an input: `textEncoder()` for tokens, `cnn()` for images, `tabular()` for rows of a table, `mlp()` for numbers.
 *
 * @param input - What one example is.
 */
export function defaultEncoder(input: TensorSpec): Encoder {
  if (input.vocabulary !== undefined) return textEncoder();
  if (input.columns) return tabular();
  return input.shape.length === 3 ? cnn() : mlp();
}
