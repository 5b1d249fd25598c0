import {
  type InputNotes,
  type InputPreprocessing,
  type Inputs,
  labelsOfTable,
  inputSentences,
  preprocessing,
  type Split,
  type Table,
} from '@equipoise/core';

import { type EachSplit, mapSplits } from '../map-splits.ts';
import type { TableDataset } from './table-types.ts';
import { fitTarget, type Target, type TargetOptions } from './targets.ts';

/** Rows of a table. */
export interface TableRows {
  /** The table. */
  readonly table: Table;
  /** Which rows. */
  readonly rows: Uint32Array;
}

/** What a data set is made from. */
export interface BuildOptions {
  /** Its name. */
  readonly name: string;
  /** The table that classes are taken from; the training rows are of it. */
  readonly table: Table;
  /** Which rows are in which split. */
  readonly splits: EachSplit<TableRows>;
  /**
   * Fits how rows become inputs.
   *
   * @param train - The training rows.
   */
  readonly fitInputs: (train: Uint32Array) => Inputs<InputPreprocessing>;
  /** What is to be predicted, by the name of the task: what is learnt of a column, or a task as it is. */
  readonly targets: Readonly<Record<string, TargetOptions | Target>>;
  /** Given each warning once. */
  readonly onWarning?: ((sentence: string) => void) | undefined;
}

/**
 * Learns from the training rows, and encodes all splits.
 *
 * @param options - The table, its splits, inputs and targets.
 * @throws what `fromTable` throws.
 */
export function buildDataset({ name, table, splits, fitInputs, targets, onWarning }: BuildOptions): TableDataset {
  const train = splits.train.rows;
  const fitted = Object.entries(targets).map(([task, target]) =>
    'task' in target ? target : fitTarget({ owner: name, table, name: task, target, train }),
  );
  const encoder = preprocessing({
    inputs: fitInputs(train),
    targets: Object.fromEntries(fitted.map(({ task, column }) => [task.name, column])),
  });
  const notes: ReadonlyMap<string, InputNotes>[] = [];
  const openers = new Map<Table, (rows: Uint32Array) => Split>();
  const open = (own: Table): ((rows: Uint32Array) => Split) => {
    const encode = encoder.open(own, name);
    const labels = fitted.map(({ task, column }) => {
      return [task.name, labelsOfTable(task.kind, { owner: name, table: own, column })] as const;
    });
    return (rows) => {
      const encoded = encode(rows);
      notes.push(encoded.notes);
      return {
        size: encoded.size,
        inputs: encoded.inputs,
        labels: Object.fromEntries(labels.map(([task, of]) => [task, of(rows)])),
      };
    };
  };
  const made = mapSplits(splits, ({ table: own, rows }): Split => {
    const opened = openers.get(own) ?? open(own);
    openers.set(own, opened);
    return opened(rows);
  });
  const warnings = inputSentences(name, notes).map(({ sentence }) => sentence);
  for (const sentence of warnings) onWarning?.(sentence);
  return {
    name,
    inputs: Object.fromEntries(Object.entries(encoder.inputs).map(([input, { spec }]) => [input, spec])),
    tasks: fitted.map(({ task }) => task),
    splits: made,
    preprocessing: encoder,
    warnings,
  };
}
