import {
  type InputNotes,
  type InputPreprocessing,
  type Inputs,
  labelsOfTable,
  preprocessing,
  type Preprocessing,
  type Split,
  type Table,
  type Task,
  type TensorSpec,
} from '@equipoise/core';

import { fitTarget, type Target, type TargetOptions } from './targets.ts';

/** What is learnt from training rows. */
export interface FitDatasetOptions {
  /** The data set's name. */
  readonly name: string;
  /** The table that classes are taken from; the training rows are of it. */
  readonly table: Table;
  /**
   * Fits how rows become inputs.
   *
   * @param train - The training rows.
   */
  readonly fitInputs: (train: Uint32Array) => Inputs<InputPreprocessing>;
  /** What is to be predicted, by the name of the task: what is learnt of a column, or a task as it is. */
  readonly targets: Readonly<Record<string, TargetOptions | Target>>;
}

/** Rows as examples. */
export interface EncodedSplit {
  /** The examples. */
  readonly split: Split;
  /** What had to be filled in, by the column. */
  readonly notes: ReadonlyMap<string, InputNotes>;
}

/** What was learnt from training rows: all that a data set is but its examples. */
export interface FittedDataset {
  /** What one example of each input is. */
  readonly inputs: Inputs<TensorSpec>;
  /** What is to be predicted. */
  readonly tasks: readonly Task[];
  /** How rows become inputs. */
  readonly preprocessing: Preprocessing;
  /**
   * Makes ready to encode rows of a table.
   *
   * @param table - The table.
   * @returns Encodes the rows that it is given.
   * @throws what `fromTable` throws of cells.
   */
  readonly open: (table: Table) => (rows: Uint32Array) => EncodedSplit;
}

/**
 * Learns from training rows.
 *
 * @param options - The table, its inputs and targets.
 * @param train - The training rows.
 * @throws what `fromTable` throws.
 */
export function fitDataset({ name, table, fitInputs, targets }: FitDatasetOptions, train: Uint32Array): FittedDataset {
  const fitted = Object.entries(targets).map(([task, target]) =>
    'task' in target ? target : fitTarget({ owner: name, table, name: task, target, train }),
  );
  const encoder = preprocessing({
    inputs: fitInputs(train),
    targets: Object.fromEntries(fitted.map(({ task, column }) => [task.name, column])),
  });
  return {
    inputs: Object.fromEntries(Object.entries(encoder.inputs).map(([input, { spec }]) => [input, spec])),
    tasks: fitted.map(({ task }) => task),
    preprocessing: encoder,
    open(own) {
      const encode = encoder.open(own, name);
      const labels = fitted.map(({ task, column }) => {
        return [task.name, labelsOfTable(task.kind, { owner: name, table: own, column })] as const;
      });
      return (rows) => {
        const { size, inputs, notes } = encode(rows);
        return {
          split: { size, inputs, labels: Object.fromEntries(labels.map(([task, of]) => [task, of(rows)])) },
          notes,
        };
      };
    },
  };
}
