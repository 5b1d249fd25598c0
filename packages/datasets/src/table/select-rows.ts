import { columnTable, type Table, type TableColumn } from '@equipoise/core';

/**
 * A table of some of the rows of another; messages name rows as the other does.
 *
 * @param table - The table.
 * @param keep - Which rows are kept.
 * @param names - The columns that are kept.
 */
export function selectRows(
  table: Table,
  keep: (row: number) => boolean,
  names: readonly string[] = table.columns,
): Table {
  const rows = Uint32Array.from({ length: table.rows }, (_, row) => row).filter(keep);
  const columns = names.map((name): [string, TableColumn] => [name, selected(table.column(name), rows)]);
  return columnTable(new Map(columns), { describeRow: (row) => table.describeRow(rows[row] ?? row) });
}

function selected(column: TableColumn, rows: Uint32Array): TableColumn {
  if (column.kind === 'text') return { ...column, codes: rows.map((row) => column.codes[row] ?? 0) };
  return { ...column, values: Float64Array.from(rows, (row) => column.values[row] ?? Number.NaN) };
}
