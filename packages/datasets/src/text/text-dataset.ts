import { type FitTextOptions, random, type SplitName, toTable } from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { type AllSplits, mapSplits } from '../map-splits.ts';
import { buildTexts } from './build-texts.ts';
import type { TextTask } from './text-task.ts';

/** A text with its labels, each by the name of its column: a name, or a list of names; `null` where there is none. */
export type TextRow = Readonly<Record<string, unknown>>;

/** What a data set of texts is made of. */
export interface TextDatasetOptions extends CompleteLoadOptions {
  /** Its name. */
  readonly name: string;
  /** The rows of each split. */
  readonly rows: Readonly<Record<SplitName, readonly TextRow[]>>;
  /** The column of the text, or of its tokens. */
  readonly column: string;
  /**
   * How texts become ids of tokens.
   *
   * @defaultValue the defaults of {@link @equipoise/core!fitTextInput}
   */
  readonly text?: FitTextOptions;
  /** What is predicted, by the name of the column, which is the name of the task. */
  readonly tasks: Readonly<Record<string, TextTask>>;
}

/**
 * A data set of texts: the vocabulary is fitted to the training rows, which come in an order that the seed decides.
 *
 * @param options - The rows and what they say.
 */
export function textDataset(options: TextDatasetOptions): Omit<LoadedDataset, 'card'> {
  const { name, column, seed, size, text, tasks } = options;
  const train = [...random(seed).fork('split').permutation(options.rows.train.length)]
    .slice(0, size)
    .map((index) => options.rows.train[index] ?? {});
  const rows = { ...options.rows, train };
  const table = toTable(name, [...rows.train, ...rows.validation, ...rows.test]);
  let from = 0;
  const splits = mapSplits(
    { train: rows.train.length, validation: rows.validation.length, test: rows.test.length },
    (count: number) => {
      from += count;
      return { table, rows: Uint32Array.from({ length: count }, (_, index) => from - count + index) };
    },
  );
  const dataset = buildTexts({ name, splits, column, text, tasks });
  return { ...dataset, splits: dataset.splits as AllSplits, rows };
}
