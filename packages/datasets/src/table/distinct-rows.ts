import type { Table } from '@equipoise/core';

import { repeatedRows } from './repeated-rows.ts';
import { selectRows } from './select-rows.ts';

/**
 * A table without the rows that repeat an earlier one in all cells.
 *
 * @param table - The table.
 */
export function distinctRows(table: Table): Table {
  const seen = new Set<string>();
  const first = repeatedRows(table).map((name) => seen.size < seen.add(name).size);
  return selectRows(table, (row) => first[row] ?? false);
}
