import { printed, type Printed } from '../figure.ts';

/** A table of results as a paper prints it. */
export interface PrintedTable {
  /** The data set. */
  readonly title: string;
  /** What each column measures. */
  readonly metrics: readonly { readonly task: string; readonly metric: string; readonly higherIsBetter: boolean }[];
  /** The single-task results, with blanks between. */
  readonly baseline: string;
  /** The results of each method, with the averages that are printed for them. */
  readonly rows: readonly PrintedRow[];
}

/** What is printed of a method. */
export interface PrintedRow {
  /** The method. */
  readonly method: string;
  /** Its results, with blanks between. */
  readonly values: string;
  /** Δm over the metrics, in percent. */
  readonly deltaM?: string;
  /** The mean rank among all rows of the table, ties at the smaller rank. */
  readonly meanRank?: string;
}

/**
 * The numbers of a printed row.
 *
 * @param row - Its digits, with blanks between.
 */
export function numbersOf(row: string): readonly Printed[] {
  return row.split(' ').map(printed);
}
