import {
  binary,
  type FitTextOptions,
  fitTextInput,
  type Metric,
  multiclass,
  multilabel,
  random,
  type SplitName,
  tagging,
  type Task,
  type TensorSpec,
  toTable,
} from '@equipoise/core';

import type { LoadedDataset } from '../card.ts';
import type { CompleteLoadOptions } from '../load-options.ts';
import { type AllSplits, mapSplits } from '../map-splits.ts';
import { buildDataset } from '../table/build-dataset.ts';
import type { Target, TargetOptions } from '../table/targets.ts';

/** A text with its labels, each by the name of its column: a name, or a list of names; `null` where there is none. */
export type TextRow = Readonly<Record<string, unknown>>;

/** A task on texts: one of several classes, several labels, a number, or a tag for each token. */
export interface TextTask extends Pick<Task, 'priority'> {
  /** What it predicts. */
  readonly kind: 'binary' | 'multiclass' | 'multilabel' | 'regression' | 'tagging';
  /** The classes, labels or tags; those of the rows, by character code, when left out. */
  readonly names?: readonly string[];
  /** What is reported, where it is not what the kind declares. */
  readonly metrics?: readonly Metric[];
}

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
  const { name, column, seed, size } = options;
  const train = [...random(seed).fork('split').permutation(options.rows.train.length)]
    .slice(0, size)
    .map((index) => options.rows.train[index] ?? {});
  const rows = { ...options.rows, train };
  const all = [...rows.train, ...rows.validation, ...rows.test];
  const table = toTable(name, all);
  let from = 0;
  const splits = mapSplits(
    { train: rows.train.length, validation: rows.validation.length, test: rows.test.length },
    (count: number) => {
      from += count;
      return { table, rows: Uint32Array.from({ length: count }, (_, index) => from - count + index) };
    },
  );
  const text = fitTextInput({ owner: name, table, column, train: splits.train.rows }, options.text);
  const targets = Object.entries(options.tasks).map(([task, of]): [string, Target | TargetOptions] => {
    const { kind, priority, metrics } = of;
    const also = { ...(priority !== undefined && { priority }), ...(metrics && { metrics }) };
    // The mean and deviation of numbers are taken from the training rows.
    if (kind === 'regression') return [task, { kind, ...also }];
    const own = { name: task, kind: kindOf(task, of, all, text.spec), ...(priority !== undefined && { priority }) };
    return [task, { task: own, column: task }];
  });
  const dataset = buildDataset({
    name,
    table,
    splits,
    fitInputs: () => ({ text }),
    targets: Object.fromEntries(targets),
  });
  return { ...dataset, splits: dataset.splits as AllSplits, rows };
}

function kindOf(
  task: string,
  { kind, names, metrics }: TextTask,
  rows: readonly TextRow[],
  { shape }: TensorSpec,
): Task['kind'] {
  const known = names ?? namesIn(task, rows);
  const reported = metrics ? { metrics } : {};
  switch (kind) {
    case 'binary':
      return binary({ classes: known, ...reported });
    case 'multilabel':
      return multilabel({ labels: known, ...reported });
    case 'tagging':
      return tagging({ tags: known, length: shape[0] ?? 1, ...reported });
    default:
      return multiclass({ classes: known, ...reported });
  }
}

function namesIn(column: string, rows: readonly TextRow[]): readonly string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const cell = row[column];
    for (const name of Array.isArray(cell) ? (cell as unknown[]) : [cell])
      if (typeof name === 'string') found.add(name);
  }
  return [...found].sort();
}
