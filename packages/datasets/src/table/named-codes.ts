import { cellError, type Table } from '@equipoise/core';

import { textsIn } from './texts-in.ts';

/**
 * A column of codes with what they stand for in their place; a missing cell stays missing.
 *
 * @param owner - Whose table it is, for error messages.
 * @param table - The table.
 * @param column - The column.
 * @param names - What each code stands for; null for one that stands for a missing cell.
 * @throws {@link @equipoise/core!DataError} when a cell holds another code.
 */
export function namedCodes(
  owner: string,
  table: Table,
  column: string,
  names: Readonly<Record<string, string | null>>,
): (string | null)[] {
  const codes = textsIn(table, column);
  const wrong = codes.flatMap((code, row) => (code === null || Object.hasOwn(names, code) ? [] : [row]));
  const [row] = wrong;
  if (row !== undefined) {
    const expected = `one of ${Object.keys(names).join(', ')}`;
    const place = { owner, column, describeRow: table.describeRow };
    throw cellError(place, { row, received: codes[row], count: wrong.length, expected });
  }
  return codes.map((code) => (code === null ? null : (names[code] ?? null)));
}
