import {
  columnFromCells,
  type ColumnPlace,
  type Columns,
  columnTable,
  type Table,
  type TableColumn,
  toTable,
} from '@equipoise/core';

/** A column of a file: typed, or its cells where some are no text, number or date. */
export type FileColumn = TableColumn | readonly unknown[];

/**
 * The table of columns that were read from a file. A column of other cells is looked at when it is asked for, and not before.
 *
 * @param owner - Who reads which file, for error messages.
 * @param columns - The columns, all of one length.
 */
export function tableOfFile(owner: string, columns: ReadonlyMap<string, FileColumn>): Table {
  const typed = new Map<string, TableColumn>();
  const others: Record<string, Columns[string]> = {};
  for (const [name, column] of columns) {
    if (isTyped(column)) typed.set(name, column);
    else others[name] = column;
  }
  const [table, rest] = [columnTable(typed, { owner }), toTable(owner, others)];
  if (typed.size === 0) return rest;
  const holder = (name: string): Table => (Object.hasOwn(others, name) ? rest : table);
  return {
    ...table,
    columns: [...columns.keys()],
    column: (name) => holder(name).column(name),
    cells: (name) => holder(name).cells(name),
  };
}

/**
 * The typed column of what was read.
 *
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @throws {@link @equipoise/core!DataError} when a cell is no text, number, boolean, bigint or date.
 */
export function typedColumn(column: FileColumn, place: ColumnPlace): TableColumn {
  return isTyped(column) ? column : columnFromCells(column, place);
}

function isTyped(column: FileColumn): column is TableColumn {
  return 'kind' in column;
}
