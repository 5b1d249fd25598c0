import type { FitOptions } from '@equipoise/core';

import type { TrainingPartArguments } from './model-parts.ts';
import type { TableReadingArguments } from './table-options.ts';

/** What `equipoise train` is given. */
export interface TrainArguments extends TableReadingArguments, TrainingPartArguments {
  /** The CSV file. */
  readonly table: string;
  /** Columns to predict, with or without their kinds. */
  readonly targets: string;
  /** The file of the model. */
  readonly out: string;
  /** Columns to predict from. */
  readonly inputs?: string;
  /** A CSV file with the test rows. */
  readonly testTable?: string;
  /** Lines to leave out at the beginning of that file. */
  readonly testSkipLines?: number;
  /** The strategy, as text. */
  readonly strategy?: string;
  /** Floors of metrics on the validation rows, with commas between. */
  readonly floors?: string;
  /** Passes over the training rows. */
  readonly epochs?: number;
  /** Epochs without a better one before it stops. */
  readonly patience?: number;
  /** Rows in a step. */
  readonly batchSize?: number;
  /** The learning rate. */
  readonly learningRate?: number;
  /** Where every random number comes from. */
  readonly seed?: number;
  /** A column: rows with the same value stay in one split. */
  readonly group?: string;
  /** What is done with a missing input. */
  readonly onMissing?: 'impute' | 'error';
  /** What is done with a category that no training row has. */
  readonly onUnseen?: 'unknown' | 'error';
  /** A folder for checkpoints. */
  readonly checkpoints?: string;
  /** A file for every step and epoch. */
  readonly log?: string;
  /** Where runs are tracked, such as `jsonl:runs.jsonl`. */
  readonly track?: readonly string[];
  /** What runs the steps. */
  readonly engine: NonNullable<FitOptions['engine']>;
  /** Threads that a step may use. */
  readonly threads: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}
