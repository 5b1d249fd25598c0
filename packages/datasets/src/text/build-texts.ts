import { type FitTextOptions, fitTextInput, type InputPreprocessing, type Table } from '@equipoise/core';

import { type EachSplit, mapSplits } from '../map-splits.ts';
import { buildDataset, type TableRows } from '../table/build-dataset.ts';
import type { TableDataset } from '../table/table-types.ts';
import { type TextTask, textTarget } from './text-task.ts';

/** What a data set of texts is built from. */
export interface BuildTextsOptions {
  /** Its name. */
  readonly name: string;
  /** Which rows are in which split. */
  readonly splits: EachSplit<TableRows>;
  /** The column of the text, or of its tokens. */
  readonly column: string;
  /** How texts become ids of tokens; or an input that was fitted, to these rows and others. */
  readonly text: FitTextOptions | InputPreprocessing | undefined;
  /** What is predicted, by the name of the column. */
  readonly tasks: Readonly<Record<string, TextTask>>;
  /** Given each warning once. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
}

/**
 * Fits the vocabulary to the training rows and encodes all splits. The input is called `text`.
 *
 * @param options - The rows and what they say.
 */
export function buildTexts({ name, splits, column, text, tasks, onWarning }: BuildTextsOptions): TableDataset {
  const { table, rows: train } = splits.train;
  const tables = new Set<Table>();
  mapSplits(splits, (split: TableRows) => tables.add(split.table));
  const input = isInput(text) ? text : fitTextInput({ owner: name, table, column, train }, text);
  const targets = Object.entries(tasks).map(
    ([task, options]) =>
      [
        task,
        textTarget({ owner: name, column: task, tables: [...tables], train: splits.train }, options, input.spec),
      ] as const,
  );
  return buildDataset({
    name,
    table,
    splits,
    fitInputs: () => ({ text: input }),
    targets: Object.fromEntries(targets),
    onWarning,
  });
}

function isInput(text: BuildTextsOptions['text']): text is InputPreprocessing {
  return text !== undefined && 'open' in text;
}
