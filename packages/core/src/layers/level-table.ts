import { add, cast, gather, type Tensor, tensor1d } from '@tensorflow/tfjs-core';

import { type PlacedColumn, valuesAt } from './columns-of.ts';
import type { Initializer, Run, Scope } from './layer.ts';

/**
 * Declares a vector of one width for each level of several categories, in one table: one lookup reads them all. Weight
 * decay does not apply to it.
 *
 * @param scope - Where it is declared.
 * @param categories - The categories; their levels follow each other in the table.
 * @param width - The length of a vector.
 * @param initializer - The vectors before training.
 * @returns The map from rows to the vectors of their levels (batch × categories × width).
 */
export function levelTable(
  scope: Scope,
  categories: readonly PlacedColumn[],
  width: number,
  initializer: Initializer,
): (rows: Tensor, run: Run) => Tensor {
  const starts: number[] = [];
  let count = 0;
  for (const { levels = 0 } of categories) {
    starts.push(count);
    count += levels;
  }
  const table = scope.weight('levels', [count, width], initializer, { decay: false });
  return (rows, run) => {
    const levels = cast(valuesAt(rows, categories), 'int32');
    return gather(run.weight(table), add(levels, tensor1d(starts, 'int32')));
  };
}
