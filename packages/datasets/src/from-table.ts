import { type Columns, type Dataset, random, type Rows, type Table, toTable } from '@equipoise/core';

import { completeSeedAndSize } from './load-options.ts';
import { type AllSplits, mapSplits } from './map-splits.ts';
import { splitIndices } from './split.ts';
import { type InputNotes, inputSentences } from './table/input-notes.ts';
import { fitInputs, type InputEncoder, type InputKind } from './table/inputs.ts';
import type { Scale } from './table/scale.ts';
import { fitTarget, type TargetKind, type TargetOptions } from './table/targets.ts';
import { checkTableOptions, completeTarget, defaultShare, namedColumns } from './table-options.ts';

/** What {@link fromTable} can be told. */
export interface FromTableOptions {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue 'table'
   */
  readonly name?: string;
  /** The table: as `readCsv` gives it, by its columns, or by its rows. Only columns that are named below are looked at. */
  readonly table: Table | Columns | Rows;
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
  /**
   * What an input gets whose cell is missing: the median of the training rows, or their most frequent category, with a second input that says that it was missing
   * where training rows have missing cells; or an error.
   *
   * @defaultValue 'impute'
   */
  readonly onMissing?: 'impute' | 'error';
  /**
   * What an input gets whose category no training row has: an input for unknown categories, or an error.
   *
   * @defaultValue 'unknown'
   */
  readonly onUnseen?: 'unknown' | 'error';
  /**
   * Given each warning once, a sentence: how many missing inputs were imputed and categories unknown, in the table, and in rows that are encoded later.
   */
  readonly onWarning?: (sentence: string) => void;
}

/** A data set made of a table. */
export interface TableDataset extends Dataset {
  /** Its examples. */
  readonly splits: AllSplits;
  /** What each input is: a column, `column=category`, `column is unknown` or `column is missing`. */
  readonly features: readonly string[];
  /** How the target of each regression was standardised, by the task's name. */
  readonly scales: Readonly<Record<string, Scale>>;
  /** What had to be filled in when the table was encoded, a sentence each. */
  readonly warnings: readonly string[];
  /**
   * The inputs of new rows, encoded as the training rows were: what a trained model predicts from. Missing cells and categories that no training row has
   * are treated as in the table.
   *
   * @param table - Rows with the input columns; others are not looked at.
   * @throws {@link @equipoise/core!DataError} when an input column is not there, or a cell of a numeric one holds no finite number.
   */
  readonly encode: (table: Table | Columns | Rows) => Float32Array;
}

/**
 * Makes a data set of your own table: deals its rows into three splits, standardises numbers by the mean and deviation of the
 * training rows, gives each category of the training rows an input of its own, and masks missing labels. Targets of regressions are standardised too;
 * `restore` with the task's scale turns a prediction back.
 *
 * A missing cell (`null`, `undefined`, NaN or blank text) is a missing label in a target; in an input it is imputed. A date in a numeric column counts as
 * days since the beginning of 1970 (UTC), true as 1 and false as 0.
 *
 * @param options - The table, its inputs and its targets.
 * @throws {@link @equipoise/core!DataError} when the table is not what the options say; names the column and the row, counted
 *   from 1, or the line of its file, and how many more cells are like it. Also when a categorical input has more than 64 categories.
 * @throws {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no input or target, a column is both, or an option is out of its range.
 */
export function fromTable(options: FromTableOptions): TableDataset {
  const { name = 'table', inputs, targets, validation = defaultShare, test = defaultShare } = options;
  const { onMissing = 'impute', onUnseen = 'unknown', onWarning } = options;
  checkTableOptions(name, options);
  const { seed, size } = completeSeedAndSize(name, options);

  const table = toTable(name, options.table);
  for (const column of namedColumns(options)) table.column(column);
  const count = table.rows;
  const heldOut = { validation: Math.round(count * validation), test: Math.round(count * test) };
  const rows = splitIndices({ owner: name, count, heldOut, size, stream: random(seed).fork('split') });

  const encoder = fitInputs({ owner: name, table, inputs, train: rows.train, rules: { onMissing, onUnseen } });
  const fitted = Object.entries(targets).map(([task, target]) =>
    fitTarget({ owner: name, table, name: task, target: completeTarget(target), train: rows.train }),
  );
  const encode = encoder.open(table);
  const notes: ReadonlyMap<string, InputNotes>[] = [];
  const splits = mapSplits(rows, (own) => {
    const encoded = encode(own);
    notes.push(encoded.notes);
    return {
      size: own.length,
      inputs: { table: encoded.values },
      labels: Object.fromEntries(fitted.map(({ task, labels }) => [task.name, labels(own)])),
    };
  });
  const warnings = inputSentences(name, notes).map(({ sentence }) => sentence);
  for (const sentence of warnings) onWarning?.(sentence);
  return {
    name,
    inputs: { table: { shape: [encoder.features.length], dtype: 'float32' } },
    tasks: fitted.map(({ task }) => task),
    splits,
    features: encoder.features,
    scales: Object.fromEntries(fitted.flatMap(({ task, scale }) => (scale ? [[task.name, scale]] : []))),
    warnings,
    encode: encodeNew(name, encoder, onWarning),
  };
}

/** Encodes new rows; says once for each column that something had to be filled in. */
function encodeNew(
  name: string,
  encoder: InputEncoder,
  onWarning: ((sentence: string) => void) | undefined,
): TableDataset['encode'] {
  const said = new Set<string>();
  return (source) => {
    const table = toTable(name, source);
    const { values, notes } = encoder.open(table)(Uint32Array.from({ length: table.rows }, (_, row) => row));
    const fresh = new Map([...notes].filter(([column]) => !said.has(column)));
    for (const { columns, sentence } of inputSentences(name, [fresh])) {
      for (const column of columns) said.add(column);
      onWarning?.(sentence);
    }
    return values;
  };
}
