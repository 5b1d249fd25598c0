import { missingCode, numbersOf, random, type Table } from '@equipoise/core';

import type { ColumnFacts } from '../column-facts.ts';
import type { TreeColumn } from './one-column-tree.ts';

/** A column of the rows that were drawn. */
export interface SampledColumn extends TreeColumn {
  /** What the whole column holds. */
  readonly facts: ColumnFacts;
}

/**
 * Rows in a random order, the same at every call.
 *
 * @param total - How many rows there are.
 * @param most - How many are drawn at most.
 */
export function sampledRows(total: number, most: number): Uint32Array {
  return random(0).fork('describe').permutation(total).subarray(0, most);
}

/**
 * A column of some rows as numbers: those that it holds, days of dates, or the code of a text.
 *
 * @param table - The table.
 * @param facts - What the column holds.
 * @param rows - The rows.
 */
export function sampledColumn(table: Table, facts: ColumnFacts, rows: Uint32Array): SampledColumn {
  const column = table.column(facts.name);
  const isNumber = facts.type === 'number' || (facts.type === 'date' && facts.readable);
  const values = new Float64Array(rows.length);
  if (isNumber || column.kind === 'number') {
    const numbers = numbersOf(column, { owner: 'describe', column: facts.name, describeRow: table.describeRow });
    for (let index = 0; index < rows.length; index += 1) values[index] = numbers[rows[index] ?? 0] ?? 0;
  } else {
    for (let index = 0; index < rows.length; index += 1) {
      const code = column.codes[rows[index] ?? 0] ?? missingCode;
      values[index] = code === missingCode ? Number.NaN : code;
    }
  }
  return { facts, values, categories: !isNumber };
}
