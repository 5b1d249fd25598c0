import { numbersOf, type Table } from '@equipoise/core';

/**
 * The numbers of a column by its name, NaN where a cell is missing. Dates become days since the beginning of 1970 (UTC).
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param column - The column.
 * @throws {@link @equipoise/core!DataError} when there is no such column, or a cell holds no finite number.
 */
export function numbersIn(owner: string, table: Table, column: string): Float64Array {
  return numbersOf(table.column(column), { owner, column, describeRow: table.describeRow });
}
