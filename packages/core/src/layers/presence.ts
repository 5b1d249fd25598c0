import { any, cast, notEqual, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Which vectors of sequences are tokens: 1 for them, 0 for padding, whose vectors are 0.
 *
 * @param x - The sequences (batch × length × features).
 * @returns A number for each vector (batch × length × 1).
 */
export function presence(x: Tensor): Tensor {
  return cast(any(notEqual(x, 0), -1, true), 'float32');
}
