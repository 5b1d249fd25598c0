import { abs, cast, expandDims, greater, greaterEqual, sum, type Tensor } from '@tensorflow/tfjs-core';

/**
 * Which tokens of sequences are there: 1 for them, 0 for padding (token 0).
 *
 * @param tokens - The sequences (batch × length).
 * @returns A number for each token (batch × length × 1).
 */
export function tokenPresence(tokens: Tensor): Tensor {
  return expandDims(cast(greater(tokens, 0), 'float32'), 2);
}

/** Less than any number that a layer computes, but 0. */
const smallest = 1e-37;

/**
 * Which vectors of sequences are tokens: 1 for them, 0 for padding, whose vectors are 0.
 *
 * @param x - The sequences (batch × length × features).
 * @returns A number for each vector (batch × length × 1).
 */
export function presence(x: Tensor): Tensor {
  return cast(greaterEqual(sum(abs(x), -1, true), smallest), 'float32');
}
