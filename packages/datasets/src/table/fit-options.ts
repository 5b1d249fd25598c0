import type { InputRules, Table } from '@equipoise/core';

/** What inputs are learnt from. */
export interface FitOptions {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The rows that means, categories and vocabularies are taken from. */
  readonly train: Uint32Array;
  /** What is done with cells that are missing or were not seen. */
  readonly rules: InputRules;
}

/** What an input of one column is learnt from. */
export interface FitColumnOptions extends FitOptions {
  /** The column. */
  readonly name: string;
}
