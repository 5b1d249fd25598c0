import type { ColumnPlace } from './cell.ts';
import type { Column } from './column.ts';
import type { InputRules } from './inputs.ts';

/** What the inputs of one column are learnt from. */
export interface FitColumn {
  /** The column. */
  readonly column: Column;
  /** Whose it is, for error messages. */
  readonly place: ColumnPlace;
  /** The training rows, in the order in which the split has them. */
  readonly train: Uint32Array;
  /** The training rows in the order of the table: read one after the other they are in the processor's cache. */
  readonly sorted: Uint32Array;
  /** As many numbers as there are training rows, to compute with. */
  readonly scratch: Float64Array;
  /** What is done with cells that are missing or were not seen. */
  readonly rules: InputRules;
}
