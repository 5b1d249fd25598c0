import { DataError, isRecord, show } from '@equipoise/core';

/**
 * The records of a list that outside data should be.
 *
 * @param where - Who reads which file, for error messages.
 * @param value - The outside data.
 * @throws {@link @equipoise/core!DataError} when it is no list of records; names the row.
 */
export function toRecords(where: string, value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(value)) throw new DataError(`${where}: must be a list of records, received ${show(value)}.`);
  const rows: readonly unknown[] = value;
  return rows.map((row, index) => {
    if (!isRecord(row)) throw new DataError(`${where}: row ${index + 1}: must be a record, received ${show(row)}.`);
    return row;
  });
}

/**
 * Checks that as many entries were read as the pinned version of a package has.
 *
 * @param where - Who reads which file, for error messages.
 * @param count - How many there are, and should be.
 * @throws {@link @equipoise/core!DataError} when the two differ.
 */
export function expectCount(where: string, count: { readonly received: number; readonly expected: number }): void {
  if (count.received === count.expected) return;
  throw new DataError(`${where}: must have ${count.expected} entries, received ${count.received}.`);
}
