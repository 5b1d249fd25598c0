import { reshape } from '@tensorflow/tfjs-core';

import type { Layer } from './layer.ts';

/**
 * Lays the numbers of each example in a row.
 *
 * @param shape - The shape of one example.
 */
export function flatten(shape: readonly number[]): Layer {
  const size = shape.reduce((product, length) => product * length, 1);
  return { parameters: [], outputShape: [size], apply: (input) => reshape(input, [-1, size]) };
}
