import { categoriesIn, categoryIndices, missingIndex, type Table } from '@equipoise/core';

/** How many rows have a class. */
export interface ClassCount {
  /** The class. */
  readonly name: string;
  /** Rows that have it. */
  readonly count: number;
}

/**
 * How many rows have each class of a column, the most frequent first.
 *
 * @param table - The table.
 * @param column - The column.
 */
export function classCounts(table: Table, column: string): readonly ClassCount[] {
  const cells = table.column(column);
  const names = categoriesIn(cells, { owner: 'describe', column, describeRow: table.describeRow });
  const counts = new Float64Array(names.length);
  for (const index of categoryIndices(cells, names))
    if (index !== missingIndex) counts[index] = (counts[index] ?? 0) + 1;
  return names
    .map((name, index) => ({ name, count: counts[index] ?? 0 }))
    .sort((one, other) => other.count - one.count);
}
