import { add, conv2d, reshape, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';

import { uniform } from './initializers.ts';
import type { Run, Scope } from './layer.ts';

/** The sizes of a {@link slidingWindow}. */
export interface WindowSizes {
  /** The vectors of a sequence. */
  readonly length: number;
  /** The numbers of a vector. */
  readonly width: number;
  /** The number of filters. */
  readonly filters: number;
  /** The width of a filter in vectors; odd. */
  readonly window: number;
}

/**
 * Declares filters over neighbouring vectors of a sequence, and their biases. Beyond the ends of a sequence are zeros, so that its length stays.
 *
 * @param scope - Where they are declared.
 * @param sizes - Their sizes.
 * @returns The map from sequences (length × width) to sequences (length × filters).
 */
export function slidingWindow(
  scope: Scope,
  { length, width, filters, window }: WindowSizes,
): (x: Tensor, run: Run) => Tensor {
  const kernel = scope.weight('kernel', [1, window, width, filters], uniform(window * width));
  const bias = scope.weight('bias', [filters], uniform(window * width));
  return (x, run) => {
    const rows: Tensor4D = reshape(x, [-1, 1, length, width]);
    return reshape(add(conv2d(rows, run.weight(kernel) as Tensor4D, 1, 'same'), run.weight(bias)), [
      -1,
      length,
      filters,
    ]);
  };
}
