import { DataError, show } from '@equipoise/core';

/** What one column says of one row. */
export type Cell = string | number | boolean | null | undefined;

/** Where a cell stands. */
export interface Place {
  /** Whose table it is. */
  readonly owner: string;
  /** The column's name. */
  readonly column: string;
  /** The row, from 0; error messages count from 1. */
  readonly row: number;
}

/**
 * Whether a cell says nothing: `null`, `undefined`, NaN or blank text.
 *
 * @param cell - The cell.
 */
export function isMissing(cell: Cell): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell) || (typeof cell === 'string' && cell.trim() === '');
}

/**
 * The number that a cell holds: a number, text that reads as one, or true (1) and false (0).
 *
 * @param cell - The cell.
 * @param place - Where it stands.
 * @throws {@link @equipoise/core!DataError} when the cell is missing or holds no finite number.
 */
export function toNumber(cell: Cell, place: Place): number {
  const value = isMissing(cell) ? Number.NaN : Number(cell);
  if (!Number.isFinite(value)) throw cellError(place, 'a finite number', cell);
  return value;
}

/**
 * The level of a categorical column that a cell holds, as text: 1 and "1" are the same level.
 *
 * @param cell - The cell.
 * @param place - Where it stands.
 * @throws {@link @equipoise/core!DataError} when the cell is missing or an infinite number.
 */
export function toLevel(cell: Cell, place: Place): string {
  if (isMissing(cell) || (typeof cell === 'number' && !Number.isFinite(cell)))
    throw cellError(place, 'a category', cell);
  return String(cell);
}

/**
 * What is wrong with a cell, in one sentence.
 *
 * @param place - Where it stands.
 * @param expected - What it must be, so that "must be …" reads as a sentence.
 * @param received - What it is.
 */
export function cellError(place: Place, expected: string, received: unknown): DataError {
  const where = `${place.owner}: column "${place.column}", row ${place.row + 1}`;
  return new DataError(`${where}: must be ${expected}, received ${show(received)}.`);
}
