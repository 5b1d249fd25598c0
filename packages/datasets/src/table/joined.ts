import { cellError, type Columns, type Table } from '@equipoise/core';

import { textsIn } from './texts-in.ts';

/** Two tables, and what the first takes from the second. */
export interface JoinOptions {
  /** The table that gets columns. */
  readonly table: Table;
  /** The column of both that says which rows belong together. */
  readonly by: string;
  /** The table that has them; of rows with one key, the first counts. */
  readonly other: Table;
  /** The columns to take. */
  readonly columns: readonly string[];
  /**
   * The cells of a row whose key the other table does not have.
   *
   * @defaultValue none: it is an error
   */
  readonly lacking?: string;
}

/**
 * Columns of another table, row by row of this one.
 *
 * @param owner - Whose tables they are, for error messages.
 * @param options - The tables.
 * @throws {@link @equipoise/core!DataError} when a column is not there, or the other table has no row for a key.
 */
export function joined(owner: string, { table, by, other, columns, lacking }: JoinOptions): Columns {
  const rowOf = new Map<string | null, number>();
  textsIn(other, by).forEach((key, row) => {
    if (key !== null && !rowOf.has(key)) rowOf.set(key, row);
  });
  const keys = textsIn(table, by);
  const rows = keys.map((key) => rowOf.get(key));
  const alone = rows.flatMap((found, row) => (found === undefined ? [row] : []));
  const [row] = alone;
  if (row !== undefined && lacking === undefined) {
    const expected = 'one that the other table has';
    const place = { owner, column: by, describeRow: table.describeRow };
    throw cellError(place, { row, received: keys[row], count: alone.length, expected });
  }
  const taken = columns.map((column): [string, (string | null)[]] => {
    const cells = textsIn(other, column);
    return [column, rows.map((found) => (found === undefined ? (lacking ?? null) : (cells[found] ?? null)))];
  });
  return Object.fromEntries(taken);
}
