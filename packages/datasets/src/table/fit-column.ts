import type { ColumnPlace, InputRules, TableColumn } from '@equipoise/core';

/** A column, and what is needed to learn from its training rows. */
export interface FitColumn {
  /** The column. */
  readonly column: TableColumn;
  /** Whose it is, for error messages. */
  readonly place: ColumnPlace;
  /** The training rows. */
  readonly train: Uint32Array;
  /** The training rows in the order of the table: read one after the other they are in the processor's cache. */
  readonly sorted: Uint32Array;
  /** As many numbers as there are training rows, to compute with. */
  readonly scratch: Float64Array;
  /** What is done with cells that are missing or were not seen. */
  readonly rules: InputRules;
}
