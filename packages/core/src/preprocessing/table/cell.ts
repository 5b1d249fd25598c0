import { DataError } from '../../errors.ts';
import { show } from '../../show.ts';

/** What one column says of one row. */
export type Cell = string | number | boolean | bigint | Date | null | undefined;

/** Whose column it is, and how its rows are named in messages. */
export interface ColumnPlace {
  /** Whose table it is. */
  readonly owner: string;
  /** The column's name. */
  readonly column: string;
  /** How a row is named: `row 4`, `line 5`. */
  readonly describeRow: (row: number) => string;
}

/** Which cells of a column are not what they must be. */
export interface BadCells {
  /** The first of them, a row from 0. */
  readonly row: number;
  /** What it says. */
  readonly received: unknown;
  /** How many there are. */
  readonly count: number;
  /** What they must be, so that "must be …" reads as a sentence. */
  readonly expected: string;
  /** What the user can do. */
  readonly hint?: string | undefined;
}

/**
 * What is wrong with cells of a column, in one sentence that names the first.
 *
 * @param place - Whose column it is.
 * @param bad - Which cells, and what they must be.
 */
export function cellError({ owner, column, describeRow }: ColumnPlace, bad: BadCells): DataError {
  const { row, received, count, expected, hint } = bad;
  const more = count > 1 ? ` (and ${count - 1} more such cell${count === 2 ? '' : 's'})` : '';
  const end = hint === undefined ? '.' : `; ${hint}.`;
  const where = `${owner}: column "${column}", ${describeRow(row)}`;
  return new DataError(`${where}: must be ${expected}, received ${show(received)}${more}${end}`);
}
