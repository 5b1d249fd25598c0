import { relu as positivePart } from '@tensorflow/tfjs-core';

import type { Layer } from './layer.ts';

/**
 * Replaces negative numbers by 0.
 *
 * @param shape - The shape of one example.
 */
export function relu(shape: readonly number[]): Layer {
  return { parameters: [], outputShape: shape, apply: (input) => positivePart(input) };
}
