import type { FitTextOptions, Rows } from '@equipoise/core';

import type { LoadOptions } from './card.ts';
import type { SplitRule } from './splits/split-rule.ts';
import type { TextKind, TextTask } from './text/text-task.ts';

/** Options of `fromTexts`. */
export interface FromTextsOptions extends LoadOptions {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue 'texts'
   */
  readonly name?: string;
  /**
   * The rows: a text, or a list of tokens, beside its labels. A label is a name or a number, or a list of names: the labels that hold, or a tag for each
   * token, `null` for a token that has none. A cell that is `null` or left out is a missing label.
   */
  readonly rows: Rows;
  /** The column of the text, or of its tokens. */
  readonly column: string;
  /** What is predicted, by the name of the column, which is the name of the task: the kind, or an object with the kind and options. */
  readonly tasks: Readonly<Record<string, TextKind | TextTask>>;
  /**
   * How texts become ids of tokens: what a token is, how many are known, the length of an example.
   *
   * @defaultValue words in small letters; the 10,000 most frequent of the training rows that occur twice; the longest training row, at most 128 tokens
   */
  readonly text?: FitTextOptions;
  /**
   * What decides which rows are in which split.
   *
   * @defaultValue 'random'
   */
  readonly split?: SplitRule;
  /**
   * The share of the rows to choose by, above 0.
   *
   * @defaultValue 0.2
   */
  readonly validation?: number;
  /**
   * The share of the rows to report on; 0 for no test split.
   *
   * @defaultValue 0.2; 0 with rows of its own, or where a column says which rows are for testing
   */
  readonly test?: number;
  /** Other rows, with the same columns, for validation. */
  readonly validationRows?: Rows;
  /** Other rows, with the same columns, for testing. */
  readonly testRows?: Rows;
  /** Given each warning once, a sentence: how many texts were missing. */
  readonly onWarning?: (sentence: string) => void;
}
