import type { FromTableOptions } from '../from-table-options.ts';
import type { InputColumns, TargetColumns } from '../table/table-types.ts';

/** Options of a data set that is read from a file: those of `fromTable`, without the table. */
export interface FromStreamOptions<
  Targets extends TargetColumns = TargetColumns,
  Inputs extends InputColumns = InputColumns,
> extends Omit<FromTableOptions<Targets, Inputs>, 'table' | 'name' | 'validation' | 'test'> {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue the name of the file; 'rows' and 'query' where there is none
   */
  readonly name?: string;
  /**
   * The share of the rows to choose by, above 0. They are in memory.
   *
   * @defaultValue 0.2, or the share that 100,000 rows are
   */
  readonly validation?: number;
  /**
   * The share of the rows to report on; 0 for no test split. They are in memory.
   *
   * @defaultValue 0.2, or the share that 100,000 rows are; 0 with a table of its own, or where a column says which rows are for testing
   */
  readonly test?: number;
  /**
   * The folder for the temporary file, which takes about as much room as the columns that are named.
   *
   * @defaultValue that of the system
   */
  readonly folder?: string;
}
