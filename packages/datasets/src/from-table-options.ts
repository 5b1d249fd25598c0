import type { SplitRule } from './splits/split-rule.ts';
import type { InputColumns, TableSource, TargetColumns } from './table/table-types.ts';

/** Options of `fromTable`. */
export interface FromTableOptions<
  Targets extends TargetColumns = TargetColumns,
  Inputs extends InputColumns = InputColumns,
  Source extends TableSource = TableSource,
  Rule extends SplitRule = SplitRule,
  Test extends number = number,
> {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue 'table'
   */
  readonly name?: string;
  /** The table: as `readCsv` gives it, by its columns, or by its rows. Columns that are not named below are ignored. */
  readonly table: Source;
  /**
   * The columns that a model sees: `numeric`, `categorical`, `date`, `text`, or an object with the kind and options, as
   * `{ kind: 'image', height: 28, width: 28, channels: 'grey' }`. Columns of texts and images are inputs of their own, named as they are, beside the
   * input `table` of all others.
   */
  readonly inputs: Inputs;
  /**
   * What is to be predicted, by the name of the task: the column's name, unless the options name another column. `binary`, `multiclass`,
   * `regression`, or an object with the kind and options.
   */
  readonly targets: Targets;
  /**
   * What decides which rows are in which split.
   *
   * @defaultValue 'random'
   */
  readonly split?: Rule;
  /**
   * The share of the rows to choose by, above 0.
   *
   * @defaultValue 0.2
   */
  readonly validation?: number;
  /**
   * The share of the rows to report on; 0 for no test split.
   *
   * @defaultValue 0.2; 0 with a table of its own, or where a column says which rows are for testing
   */
  readonly test?: Test;
  /** Another table with the same columns that holds the validation rows. */
  readonly validationTable?: TableSource;
  /** Another table with the same columns that holds the test rows. */
  readonly testTable?: TableSource;
  /**
   * Decides which row belongs to which split.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * Keeps at most this many training rows.
   *
   * @defaultValue all of them
   */
  readonly size?: number;
  /**
   * What is done with an input cell that is missing. `impute`: a number becomes the median of the training rows, and a second value says that it
   * was missing where training rows have missing cells; a category has a level of its own for missing cells where training rows have some, and
   * otherwise becomes the most frequent one. `error`: it is refused.
   *
   * @defaultValue 'impute'
   */
  readonly onMissing?: 'impute' | 'error';
  /**
   * What is done with a category that no training row has: it has a level of its own, or is refused.
   *
   * @defaultValue 'unknown'
   */
  readonly onUnseen?: 'unknown' | 'error';
  /** Given each warning once, a sentence: how many missing inputs were imputed, and how many categories are unknown. */
  readonly onWarning?: (sentence: string) => void;
}
