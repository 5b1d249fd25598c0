import { DataError, type Table, toTable } from '@equipoise/core';

/**
 * Tables one below the other; messages name rows as their own table does.
 *
 * @param owner - Whose tables they are, for error messages.
 * @param tables - The tables, at least one, all with the columns of the first.
 * @throws {@link @equipoise/core!DataError} when a table lacks a column.
 */
export function stacked(owner: string, tables: readonly Table[]): Table {
  const [first] = tables;
  if (first === undefined) throw new DataError(`${owner}: must have at least one table.`);
  const columns = first.columns.map((name) => [name, tables.flatMap((table) => Array.from(table.cells(name)))]);
  const describeRow = (row: number): string => {
    let left = row;
    for (const table of tables) {
      if (left < table.rows) return table.describeRow(left);
      left -= table.rows;
    }
    return `row ${row + 1}`;
  };
  return { ...toTable(owner, Object.fromEntries(columns) as Record<string, unknown[]>), describeRow };
}
