import type { TensorSpec } from '../layers/layer.ts';
import type { Task } from '../tasks/task.ts';
import { cnn } from './cnn.ts';
import type { Encoder } from './encoder.ts';
import { mlp } from './mlp.ts';
import { skipCnn } from './skip-cnn.ts';
import { tabular } from './tabular.ts';
import { textEncoder } from './text-encoder.ts';
import { tokenEncoder } from './token-encoder.ts';

/**
 * The encoder that suits an input: `textEncoder()` for tokens, `tokenEncoder()` where a task tags them, `cnn()` for images, `skipCnn()` where a
 * task predicts something of each pixel, `tabular()` for rows of a table, `mlp()` for numbers.
 *
 * @param input - What one example is.
 * @param tasks - The tasks that read it; none are known when left out.
 */
export function defaultEncoder(input: TensorSpec, tasks: readonly Pick<Task, 'kind'>[] = []): Encoder {
  if (input.vocabulary !== undefined) {
    const tagged = tasks.some(({ kind }) => kind.outputs.shape.length > 1);
    return tagged ? tokenEncoder() : textEncoder();
  }
  if (input.columns) return tabular();
  if (input.shape.length !== 3) return mlp();
  if (!tasks.some(({ kind }) => kind.outputs.shape.length === 3)) return cnn();
  const canBeHalved = input.shape.slice(0, 2).every((side) => side % 2 === 0);
  return canBeHalved ? skipCnn() : skipCnn({ filters: [16] });
}
