import type { ColumnPlace } from './cell.ts';
import type { Column } from './column.ts';
import type { InputRules } from './inputs.ts';

/** What the inputs of one column are learnt from. */
export interface FitColumn {
  /** The column. */
  readonly column: Column;
  /** Whose it is, for error messages. */
  readonly place: ColumnPlace;
  /** The training rows. */
  readonly train: Uint32Array;
  /** What is done with cells that are missing or were not seen. */
  readonly rules: InputRules;
}
