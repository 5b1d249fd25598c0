import { add, broadcastTo, concat, expandDims, mul, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { flag, integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { columnsOf, valuesAt } from './columns-of.ts';
import { defineLayer } from './define-layer.ts';
import { uniform } from './initializers.ts';
import type { Layer } from './layer.ts';
import { levelTable } from './level-table.ts';

/** Options of {@link featureTokens}. */
export const featureTokensOptions = optionsSchema('featureTokens', {
  width: integer({ default: 32, min: 1, meaning: 'the length of the vector of a column' }),
  bias: flag({ default: true, meaning: 'whether a learnt vector of its column is added to each' }),
  summary: flag({ default: false, meaning: 'whether a learnt vector, the same for all rows, comes first' }),
});

/** Options of {@link featureTokens}. */
export type FeatureTokensOptions = OptionsOf<typeof featureTokensOptions>;

/**
 * Rows of a table as sequences of vectors, one for each column: first the numbers, then the categories.
 *
 *     number x of column j:      x w_j + b_j
 *     level l of category j:     e_jl + b_j
 *
 * As in the authors' code, weight decay does not apply to them.
 *
 * @param options - The vectors.
 * @throws {@link InvalidOptionError} when an option is out of range, or the input is not rows of a table or numbers.
 * @see Y. Gorishniy, I. Rubachev, V. Khrulkov, A. Babenko. Revisiting Deep Learning Models for Tabular Data. NeurIPS 2021.
 *   https://arxiv.org/abs/2106.11959
 */
export function featureTokens(options: FeatureTokensOptions = {}): Layer {
  const { width, bias, summary } = featureTokensOptions.read(options);
  return defineLayer({
    name: 'featureTokens',
    options: { width, bias, summary },
    build(input, scope) {
      const { numbers, categories } = columnsOf('featureTokens', input);
      const count = numbers.length + categories.length;
      const own = { decay: false } as const;
      const first = summary ? scope.weight('summary', [1, 1, width], uniform(width), own) : undefined;
      const kernel =
        numbers.length > 0 ? scope.weight('numbers', [numbers.length, width], uniform(width), own) : undefined;
      const levels = categories.length > 0 ? levelTable(scope, categories, width, uniform(width)) : undefined;
      const offset = bias ? scope.weight('bias', [count, width], uniform(width), own) : undefined;
      return {
        shape: [count + Number(summary), width],
        call(rows, run) {
          const parts: Tensor[] = [];
          if (kernel) parts.push(mul(expandDims(valuesAt(rows, numbers), 2), run.weight(kernel)));
          if (levels) parts.push(levels(rows, run));
          const joined = parts.length > 1 ? concat(parts, 1) : at(parts, 0);
          const tokens = offset ? add(joined, run.weight(offset)) : joined;
          if (!first) return tokens;
          return concat([broadcastTo(run.weight(first), [rows.shape[0], 1, width]), tokens], 1);
        },
      };
    },
  });
}
