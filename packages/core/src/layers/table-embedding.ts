import { cast, concat, gather, slice, type Tensor, unstack } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { flag } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { defineLayer } from './define-layer.ts';
import { normal } from './initializers.ts';
import type { ColumnSpec, Layer, Scope, WeightRef } from './layer.ts';

/** The widest vector of a level. */
const widest = 64;

/**
 * Length of the vector of a level: min(64, round(1.6 · levels^0.56)), the rule of fastai with a smaller limit.
 *
 * @param levels - How many levels the category has.
 */
export function embeddingWidth(levels: number): number {
  return Math.max(1, Math.min(widest, Math.round(1.6 * levels ** 0.56)));
}

/** Options of {@link tableEmbedding}. */
export const tableEmbeddingOptions = optionsSchema('tableEmbedding', {
  numbers: flag({ default: true, meaning: 'whether numbers are among the features' }),
});

/** Options of {@link tableEmbedding}. */
export type TableEmbeddingOptions = OptionsOf<typeof tableEmbeddingOptions>;

/**
 * Rows of a table as features: numbers as they are, and a learnt vector for the level of each category.
 *
 * @param options - Whether numbers are among them.
 * @throws {@link InvalidOptionError} when the input is not rows of a table.
 * @see C. Guo, F. Berkhahn. Entity Embeddings of Categorical Variables. 2016. https://arxiv.org/abs/1604.06737
 */
export function tableEmbedding(options: TableEmbeddingOptions = {}): Layer {
  const complete = tableEmbeddingOptions.read(options);
  return defineLayer({
    name: 'tableEmbedding',
    options: { ...complete },
    build({ columns, shape }, scope) {
      if (!columns || shape.length !== 1)
        throw new InvalidOptionError('tableEmbedding', 'input', 'rows of a table', shape);
      const runs = runsOf(columns, scope).filter(({ table }) => table !== undefined || complete.numbers);
      const hasTables = runs.some(({ table }) => table);
      return {
        shape: [runs.reduce((width, run) => width + run.width, 0)],
        call(rows, run) {
          // All columns at once: a cast and a slice for each would cost more than the lookups.
          const levels = hasTables ? unstack(cast(rows, 'int32'), 1) : [];
          const pieces = runs.map(({ start, count, table }): Tensor => {
            if (table) return gather(run.weight(table), at(levels, start));
            return count === columns.length ? rows : slice(rows, [0, start], [-1, count]);
          });
          return pieces.length === 1 ? at(pieces, 0) : concat(pieces, 1);
        },
      };
    },
  });
}

/** Neighbouring numbers, or one category. */
interface ColumnRun {
  readonly start: number;
  readonly count: number;
  readonly width: number;
  readonly table?: WeightRef;
}

function runsOf(columns: readonly ColumnSpec[], scope: Scope): readonly ColumnRun[] {
  const runs: ColumnRun[] = [];
  columns.forEach(({ name, levels }, start) => {
    const last = runs.at(-1);
    if (levels !== undefined) {
      const width = embeddingWidth(levels);
      runs.push({ start, count: 1, width, table: scope.weight(name, [levels, width], normal()) });
    } else if (last && !last.table) runs.splice(-1, 1, { ...last, count: last.count + 1, width: last.width + 1 });
    else runs.push({ start, count: 1, width: 1 });
  });
  return runs;
}
