import { lengthOf, type Table, textAt } from '@equipoise/core';

/**
 * The cells of a column as texts, null where one is missing.
 *
 * @param table - The table.
 * @param column - The column.
 * @throws {@link @equipoise/core!DataError} when there is no such column.
 */
export function textsIn(table: Table, column: string): (string | null)[] {
  const cells = table.column(column);
  return Array.from({ length: lengthOf(cells) }, (_, row) => textAt(cells, row));
}
