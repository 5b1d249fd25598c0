import { cellsOf, type Table, type TableColumn, textAt } from '../../src/index.ts';

/** The cells of every column, by its name. */
export function cellsByColumn(table: Table): Readonly<Record<string, unknown>> {
  return Object.fromEntries(table.columns.map((name) => [name, cellsOf(table.column(name))]));
}

/** The rows of a table as text, null where a cell is missing. */
export function textRows(table: Table): readonly (readonly (string | null)[])[] {
  const columns = table.columns.map((name): TableColumn => table.column(name));
  return Array.from({ length: table.rows }, (_, row) => columns.map((column) => textAt(column, row)));
}
