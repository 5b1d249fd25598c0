import type { InputNotes } from './input-notes.ts';

/** A part of each row of a matrix. */
export interface Matrix {
  /** The numbers, row by row. */
  readonly values: Float32Array;
  /** Numbers in a row. */
  readonly width: number;
  /** Where the part begins in a row. */
  readonly offset: number;
}

/**
 * Writes the values of rows into a matrix that holds zeros.
 *
 * @param rows - Which rows, one after the other.
 * @param matrix - Where they go.
 * @returns What had to be filled in.
 */
export type ColumnWriter = (rows: Uint32Array, matrix: Matrix) => InputNotes;
