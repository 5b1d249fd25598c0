import type { Table } from '@equipoise/core';

import type { ColumnFacts } from './column-facts.ts';
import { ranksOf } from './leaks/ranks.ts';

/** Rows that are looked at: the first ones. */
const most = 5000;

/** Rows from which on their order means something. */
const fewRows = 100;

/**
 * How alike neighbouring rows are: the median, over the columns of numbers, of the rank correlation between a row and the next (Spearman's, at lag 1). Near 0 where rows
 * stand in any order; near 1 where they follow each other in time, or are sorted. Undefined where there are too few rows or columns to tell.
 *
 * @param columns - What the inputs and targets hold.
 * @param table - The table.
 */
export function neighbourCorrelation(columns: readonly ColumnFacts[], table: Table): number | undefined {
  const numeric = columns.filter(({ type, distinct, missing }) => type === 'number' && distinct > 10 && missing === 0);
  if (table.rows < fewRows || numeric.length < 3) return undefined;
  const found = numeric.flatMap(({ name }): number[] => {
    const column = table.column(name);
    return column.kind === 'number' ? [lagOne(ranksOf(column.values.slice(0, most)))] : [];
  });
  return found.sort((one, other) => one - other)[found.length >> 1];
}

function lagOne(ranks: Float64Array): number {
  const mean = ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  let [both, all] = [0, 0];
  for (let row = 0; row < ranks.length; row += 1) {
    const off = (ranks[row] ?? 0) - mean;
    all += off ** 2;
    if (row > 0) both += off * ((ranks[row - 1] ?? 0) - mean);
  }
  return all === 0 ? 0 : both / all;
}
