import { listed } from '../../listed.ts';

import { unseenIndex } from './categories.ts';
import { cellError, type ColumnPlace } from './cell.ts';
import { type TableColumn, missingCode, missingIn, textAt } from './column.ts';

/**
 * Makes sure that no cell of a column is missing.
 *
 * @param column - The column.
 * @param place - Whose it is, for error messages.
 * @param expected - What a cell must be, so that "must be …" reads as a sentence.
 * @throws {@link DataError} when one is: names the first, and says how many more there are.
 */
export function refuseMissing(column: TableColumn, place: ColumnPlace, expected: string): void {
  const count = missingIn(column);
  if (count === 0) return;
  const row = column.kind === 'number' ? column.values.findIndex(Number.isNaN) : column.codes.indexOf(missingCode);
  throw cellError(place, { row, received: null, count, expected });
}

/**
 * Makes sure that every category of a column is known.
 *
 * @param column - The column.
 * @param indices - The index of each cell's category.
 * @param place - Whose it is, for error messages.
 * @param names - The known categories.
 * @throws {@link DataError} when one is not: names the first, and says how many more there are.
 */
export function refuseUnseen(
  column: TableColumn,
  indices: Int32Array,
  place: ColumnPlace,
  names: readonly string[],
): void {
  const row = indices.indexOf(unseenIndex);
  if (row < 0) return;
  const count = indices.reduce((sum, index) => sum + (index === unseenIndex ? 1 : 0), 0);
  throw cellError(place, { row, received: textAt(column, row), count, expected: `one of ${listed(names)}` });
}
