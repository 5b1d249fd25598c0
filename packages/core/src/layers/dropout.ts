import { cast, div, greaterEqual, mul, type Tensor } from '@tensorflow/tfjs-core';

import { number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import type { Layer, Run } from './layer.ts';

/** Options of {@link dropout}. */
export const dropoutOptions = optionsSchema('dropout', {
  rate: number({ default: 0.5, min: 0, below: 1, meaning: 'the probability that a number is dropped' }),
});

/** Options of {@link dropout}. */
export type DropoutOptions = OptionsOf<typeof dropoutOptions>;

/**
 * Drops each number with a probability while training, and scales the others so that their mean stays: the same numbers for all tasks of
 * a step, others at every step.
 *
 * @param options - The probability.
 * @throws {@link InvalidOptionError} when it is out of range.
 * @see N. Srivastava, G. Hinton, A. Krizhevsky, I. Sutskever, R. Salakhutdinov. Dropout: A Simple Way to Prevent Neural
 *   Networks from Overfitting. JMLR 2014. https://jmlr.org/papers/v15/srivastava14a.html
 */
export function dropout(options: DropoutOptions = {}): Layer {
  const { rate } = dropoutOptions.read(options);
  return defineLayer({
    name: 'dropout',
    options: { rate },
    build: ({ shape }) => ({ shape, call: (input, run) => dropped(input, rate, run) }),
  });
}

/**
 * Drops each number with a probability while training.
 *
 * @param input - The numbers.
 * @param rate - The probability, from 0 to less than 1.
 * @param run - The forward pass.
 */
export function dropped(input: Tensor, rate: number, run: Run): Tensor {
  if (!run.training || rate === 0) return input;
  const kept = cast(greaterEqual(run.random(input.shape), rate), 'float32');
  return mul(input, div(kept, 1 - rate));
}
