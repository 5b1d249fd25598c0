import { DataError, type Columns, type Table, toTable } from '@equipoise/core';

/**
 * A table with more columns, such as those that are computed from its own; one of the same name is replaced.
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param columns - The further columns, each as long as the table.
 * @throws {@link @equipoise/core!DataError} when they have another length.
 */
export function withColumns(owner: string, table: Table, columns: Columns): Table {
  const added = toTable(owner, columns);
  if (added.rows !== table.rows) {
    throw new DataError(`${owner}: further columns must have ${table.rows} rows, received ${added.rows}.`);
  }
  const own = new Set(added.columns);
  const holder = (name: string): Table => (own.has(name) ? added : table);
  return {
    columns: [...table.columns.filter((name) => !own.has(name)), ...added.columns],
    rows: table.rows,
    describeRow: table.describeRow,
    column: (name) => holder(name).column(name),
    cells: (name) => holder(name).cells(name),
  };
}
