import { add, concat, cos, expandDims, matMul, mul, relu, reshape, sin, transpose } from '@tensorflow/tfjs-core';

import { InvalidOptionError } from '../errors.ts';
import { integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { columnsOf, valuesAt } from './columns-of.ts';
import { defineLayer } from './define-layer.ts';
import { normal, uniform } from './initializers.ts';
import type { Layer } from './layer.ts';

/** Options of {@link periodicNumbers}. */
export const periodicNumbersOptions = optionsSchema('periodicNumbers', {
  frequencies: integer({ default: 48, min: 1, search: [8, 96], meaning: 'how many frequencies each number has' }),
  deviation: number({
    default: 0.1,
    above: 0,
    scale: 'log',
    search: [0.01, 100],
    meaning: 'σ, the standard deviation of the frequencies before training',
  }),
  width: integer({ default: 24, min: 1, search: [1, 128], meaning: 'the length of the vector of a number' }),
});

/** Options of {@link periodicNumbers}. */
export type PeriodicNumbersOptions = OptionsOf<typeof periodicNumbersOptions>;

/**
 * The numbers of rows of a table as vectors (PLR: periodic, linear, ReLU), side by side; categories are left out.
 *
 *     y_j = ReLU( W_j [cos(2π c_j x_j), sin(2π c_j x_j)] + b_j )        c_j ~ N(0, σ²), learnt
 *
 * @param options - The frequencies, and the length of a vector.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input has no numbers.
 * @see Y. Gorishniy, I. Rubachev, A. Babenko. On Embeddings for Numerical Features in Tabular Deep Learning. NeurIPS 2022.
 *   https://arxiv.org/abs/2203.05556
 */
export function periodicNumbers(options: PeriodicNumbersOptions = {}): Layer {
  const { frequencies, deviation, width } = periodicNumbersOptions.read(options);
  return defineLayer({
    name: 'periodicNumbers',
    options: { frequencies, deviation, width },
    build(input, scope) {
      const { numbers } = columnsOf('periodicNumbers', input);
      const { length: count } = numbers;
      if (count === 0) throw new InvalidOptionError('periodicNumbers', 'input', 'rows with numbers', 'categories only');
      const waves = scope.weight('frequencies', [count, frequencies], normal(deviation));
      const kernel = scope.weight('kernel', [count, 2 * frequencies, width], uniform(2 * frequencies));
      const bias = scope.weight('bias', [count, 1, width], uniform(2 * frequencies));
      return {
        shape: [count * width],
        call(rows, run) {
          const angles = mul(expandDims(valuesAt(rows, numbers), 2), mul(run.weight(waves), 2 * Math.PI));
          // Columns first: one batched product, a matrix for each column.
          const periodic = transpose(concat([cos(angles), sin(angles)], 2), [1, 0, 2]);
          const vectors = relu(add(matMul(periodic, run.weight(kernel)), run.weight(bias)));
          return reshape(transpose(vectors, [1, 0, 2]), [-1, count * width]);
        },
      };
    },
  });
}
