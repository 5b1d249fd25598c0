import { type Dataset, InvalidOptionError, random } from '@equipoise/core';

import { completeLoadOptions } from './load-options.ts';
import { mapSplits } from './map-splits.ts';
import { splitIndices } from './split.ts';
import { fitInputs, type InputKind } from './table/inputs.ts';
import type { Scale } from './table/scale.ts';
import { type Columns, rowCount, type Rows, toTable } from './table/table.ts';
import { fitTarget, type TargetKind, type TargetOptions } from './table/targets.ts';

/** What {@link fromTable} can be told. */
export interface FromTableOptions {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue 'table'
   */
  readonly name?: string;
  /** The table, by its columns or by its rows. */
  readonly table: Columns | Rows;
  /** The columns that a model sees. */
  readonly inputs: Readonly<Record<string, InputKind>>;
  /** What is to be predicted, by the name of the task: the column's name, unless the options name another column. */
  readonly targets: Readonly<Record<string, TargetKind | TargetOptions>>;
  /**
   * The share of the rows to choose by, above 0.
   *
   * @defaultValue 0.2
   */
  readonly validation?: number;
  /**
   * The share of the rows to report on, above 0.
   *
   * @defaultValue 0.2
   */
  readonly test?: number;
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
}

/** A data set made of a table. */
export interface TableDataset extends Dataset {
  /** What each input is: a column, or `column=category`. */
  readonly features: readonly string[];
  /** How the target of each regression was standardised, by the task's name. */
  readonly scales: Readonly<Record<string, Scale>>;
  /**
   * The inputs of new rows, encoded as the training rows were: what a trained model predicts from.
   *
   * @param table - Rows with the input columns; others are not looked at.
   * @throws {@link @equipoise/core!DataError} when an input is missing, no finite number, or a category not seen before.
   */
  readonly encode: (table: Columns | Rows) => Float32Array;
}

/**
 * Makes a data set of your own table: deals its rows into three splits, standardises numbers by the mean and deviation of the
 * training rows, gives each category an input of its own, and masks missing labels. Targets of regressions are standardised too;
 * `restore` with the task's scale turns a prediction back.
 *
 * A missing cell (`null`, `undefined`, NaN or blank text) is a missing label in a target, and an error in an input.
 *
 * @param options - The table, its inputs and its targets.
 * @throws {@link @equipoise/core!DataError} when the table is not what the options say; names the column and the row, counted
 *   from 1.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no input or target, a column is both, or a share or the seed is out of range.
 */
export function fromTable(options: FromTableOptions): TableDataset {
  const { name = 'table', inputs, targets, validation = 0.2, test = 0.2 } = options;
  const { seed, size } = completeLoadOptions(name, options);
  checkColumns(name, options);
  checkShares(name, { validation, test });

  const table = toTable(name, options.table);
  const count = rowCount(table);
  const heldOut = { validation: Math.round(count * validation), test: Math.round(count * test) };
  const rows = splitIndices({ owner: name, count, heldOut, size, stream: random(seed).fork('split') });

  const encoder = fitInputs({ owner: name, table, inputs, train: rows.train });
  const fitted = Object.entries(targets).map(([task, target]) =>
    fitTarget({ owner: name, table, name: task, target: complete(target), train: rows.train }),
  );
  return {
    name,
    input: { kind: 'tabular', width: encoder.features.length },
    tasks: fitted.map(({ task }) => task),
    splits: mapSplits(rows, (own) => ({
      size: own.length,
      inputs: encoder.encode(table, own),
      labels: Object.fromEntries(fitted.map(({ task, labels }) => [task.name, labels(own)])),
    })),
    features: encoder.features,
    scales: Object.fromEntries(fitted.flatMap(({ task, scale }) => (scale ? [[task.name, scale]] : []))),
    encode(source) {
      const rowsToEncode = toTable(name, source);
      return encoder.encode(
        rowsToEncode,
        Uint32Array.from({ length: rowCount(rowsToEncode) }, (_, row) => row),
      );
    },
  };
}

function complete(target: TargetKind | TargetOptions): TargetOptions {
  return typeof target === 'string' ? { kind: target } : target;
}

function checkColumns(owner: string, { inputs, targets }: FromTableOptions): void {
  if (Object.keys(inputs).length === 0) throw new InvalidOptionError(owner, 'inputs', 'at least one column', inputs);
  if (Object.keys(targets).length === 0) throw new InvalidOptionError(owner, 'targets', 'at least one task', targets);
  for (const [task, target] of Object.entries(targets)) {
    const column = complete(target).column ?? task;
    if (Object.hasOwn(inputs, column)) {
      throw new InvalidOptionError(owner, 'inputs', 'columns that no task predicts', column);
    }
  }
}

function checkShares(owner: string, shares: { readonly validation: number; readonly test: number }): void {
  for (const [option, share] of Object.entries(shares)) {
    if (!(share > 0 && share < 1)) throw new InvalidOptionError(owner, option, 'above 0 and below 1', share);
  }
}
