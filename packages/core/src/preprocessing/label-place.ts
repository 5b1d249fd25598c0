import type { Table } from './table/table.ts';

/** Where the labels of a task are. */
export interface LabelPlace {
  /** Whose table it is, for error messages. */
  readonly owner: string;
  /** The table. */
  readonly table: Table;
  /** The column. */
  readonly column: string;
}
