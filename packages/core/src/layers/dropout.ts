import { cast, div, greaterEqual, mul } from '@tensorflow/tfjs-core';
import { randomUniform } from '@equipoise/compiler';

import type { Layer } from './layer.ts';

/**
 * Drops each number with a probability while training, and scales the others so that their mean stays: the same numbers
 * for all tasks of a step, others at every step.
 *
 * @param shape - The shape of one example.
 * @param rate - The probability, from 0 up to 1 (1 excluded).
 * @see N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov. Dropout: A Simple Way to Prevent Neural
 *   Networks from Overfitting. JMLR 2014. https://jmlr.org/papers/v15/srivastava14a.html
 */
export function dropout(shape: readonly number[], rate: number): Layer {
  return {
    parameters: [],
    outputShape: shape,
    apply: (input, _, { training }) => {
      if (!training || rate === 0) return input;
      const kept = cast(greaterEqual(randomUniform(input.shape), rate), 'float32');
      return mul(input, div(kept, 1 - rate));
    },
  };
}
