import { random, toTable } from '@equipoise/core';

import type { FromTableOptions } from './from-table-options.ts';
import { completeSeedAndSize } from './load-options.ts';
import type { DealOptions } from './splits/deal-rows.ts';
import type { SplitRule } from './splits/split-rule.ts';
import { tableSplits } from './splits/table-splits.ts';
import { buildDataset, type BuildOptions } from './table/build-dataset.ts';
import { fitInputs } from './table/fit-inputs.ts';
import { isAlone } from './table/input-options.ts';
import type {
  InputColumns,
  KnownNames,
  SplitsOf,
  TableDataset,
  TableSource,
  TargetColumns,
  TasksOf,
} from './table/table-types.ts';
import { checkTableOptions, completeInputs, completeTargets, labelColumns, namedColumns } from './table-options.ts';

/**
 * Makes a data set of your own table: deals its rows into splits, standardises numbers by the mean and deviation of the training rows, makes levels of
 * categories, for which the model learns embeddings, makes numbers of the tokens of texts, resizes and standardises images, and masks missing labels. Targets of regressions are standardised for training; predictions and
 * metrics are in their own units.
 *
 * A missing cell (`null`, `undefined`, NaN or blank text) is a missing label in a target; in an input it is imputed. A column of kind `date` becomes the parts of its
 * dates and the time that has gone by. A date in a numeric column counts as days since the beginning of 1970 (UTC), true as 1 and false as 0.
 *
 * @param options - The table, its inputs and its targets.
 * @throws {@link @equipoise/core!DataError} when the table is not what the options say; names the column and the row, counted
 *   from 1, or the line of its file, and how many more cells are like it.
 * @throws {@link @equipoise/core!UnknownOptionError} when an option does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no input or target, a column is both, or an option is out of its range.
 */
export function fromTable<
  const Targets extends TargetColumns,
  const Inputs extends InputColumns,
  Source extends TableSource,
  const Rule extends SplitRule = SplitRule,
  const Test extends number = number,
>(
  options: FromTableOptions<Targets, Inputs, Source, Rule, Test> & KnownNames<Source, Targets, Inputs>,
): TableDataset<TasksOf<Targets>, keyof Inputs & string, SplitsOf<Rule, Test>> {
  checkTableOptions('fromTable', options);
  return datasetOf(options) as never;
}

/**
 * Makes a data set of a table.
 *
 * @param options - The options as the user wrote them, checked.
 * @throws what {@link fromTable} throws.
 */
export function datasetOf(options: FromTableOptions): TableDataset {
  const { deal, size, build } = readTableOptions(options);
  return buildDataset({ ...build, splits: tableSplits(deal, options, size) });
}

/** What options of a table say. */
export interface ReadTableOptions {
  /** How rows are dealt. */
  readonly deal: DealOptions;
  /** Keeps at most this many training rows. */
  readonly size: number;
  /** What is made of them. */
  readonly build: Omit<BuildOptions, 'splits'>;
}

/**
 * Reads the options of a table, and makes sure that it has the columns.
 *
 * @param options - The options as the user wrote them, checked.
 * @throws what {@link fromTable} throws.
 */
export function readTableOptions(options: FromTableOptions): ReadTableOptions {
  const { name = 'table', split = 'random', onMissing = 'impute', onUnseen = 'unknown', onWarning } = options;
  const { seed, size } = completeSeedAndSize(name, options);
  const table = toTable(name, options.table);
  const inputs = completeInputs(options.inputs);
  for (const column of namedColumns(options)) {
    const kind = inputs[column]?.kind;
    if (kind !== undefined && isAlone(kind)) table.cells(column);
    else table.column(column);
  }
  const targets = completeTargets(options.targets);
  const stream = random(seed).fork('split');
  const rules = { onMissing, onUnseen };
  return {
    deal: { owner: name, table, rule: split, labels: labelColumns(targets), stream },
    size,
    build: {
      name,
      table,
      fitInputs: (train) => fitInputs({ owner: name, table, train, rules }, inputs),
      targets,
      onWarning,
    },
  };
}
