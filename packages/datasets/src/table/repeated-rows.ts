import type { Table } from '@equipoise/core';

import { textsIn } from './texts-in.ts';

/**
 * Which rows are the same: a name that rows have in common when all their cells are equal. Splits by this group have no row in two of them.
 *
 * @param table - The table.
 * @param columns - The columns that are compared.
 */
export function repeatedRows(table: Table, columns: readonly string[] = table.columns): readonly string[] {
  const texts = columns.map((column) => textsIn(table, column));
  const names = new Map<string, string>();
  return Array.from({ length: table.rows }, (_, row) => {
    const key = JSON.stringify(texts.map((cells) => cells[row]));
    const name = names.get(key) ?? `row ${row + 1}`;
    names.set(key, name);
    return name;
  });
}
