import { InvalidOptionError, type SplitName } from '@equipoise/core';

import { readTableOptions } from './from-table.ts';
import type { FromTableOptions } from './from-table-options.ts';
import type { AllSplits } from './map-splits.ts';
import { partsDealer } from './splits/deal-rows.ts';
import { checkTableOptions } from './table-options.ts';
import { buildDataset } from './table/build-dataset.ts';
import type {
  InputColumns,
  KnownNames,
  TableDataset,
  TableSource,
  TargetColumns,
  TasksOf,
} from './table/table-types.ts';

/** Options of {@link kFold}: those of `fromTable`, without shares and tables of single splits. */
export interface KFoldOptions<
  Targets extends TargetColumns = TargetColumns,
  Inputs extends InputColumns = InputColumns,
  Source extends TableSource = TableSource,
> extends Omit<FromTableOptions<Targets, Inputs, Source>, 'validation' | 'test' | 'validationTable' | 'testTable'> {
  /**
   * How many parts the rows are dealt into, at least 3.
   *
   * @defaultValue 5
   */
  readonly folds?: number;
}

/**
 * Data sets for cross-validation: the rows are dealt into parts of equal size, by chance, stratified or by group; each part is the test split of one
 * data set, the next part its validation split, and the others are for training. All that is fitted is fitted to the training rows of each anew.
 *
 * @param options - The table, its inputs and targets, and the number of parts.
 * @returns A data set for each part, made when it is asked for.
 * @throws what `fromTable` throws; {@link @equipoise/core!InvalidOptionError} when there are fewer than 3 folds, or the rule of the split is `time` or
 *   `given`.
 */
export function* kFold<
  const Targets extends TargetColumns,
  const Inputs extends InputColumns,
  Source extends TableSource,
>(
  options: KFoldOptions<Targets, Inputs, Source> & KnownNames<Source, Targets, Inputs>,
): Generator<TableDataset<TasksOf<Targets>, keyof Inputs & string, AllSplits>, void, undefined> {
  const { folds = 5, ...more } = options;
  checkTableOptions('kFold', more);
  const { deal, size, build } = readTableOptions(more);
  const { owner, table, rule } = deal;
  if (!Number.isInteger(folds) || folds < 3 || folds > table.rows) {
    throw new InvalidOptionError(owner, 'folds', `a whole number from 3 to the ${table.rows} rows`, folds);
  }
  if (typeof rule === 'object' && !('group' in rule)) {
    throw new InvalidOptionError(owner, 'split', 'random, stratified or { group: column } for folds', rule);
  }
  const sizes = Array.from({ length: folds - 1 }, (_, fold) => sizeOfFold(table.rows, folds, fold));
  const parts = partsDealer(deal)(sizes);
  for (let fold = 0; fold < folds; fold += 1) {
    const names = parts.map((_, part): SplitName => nameOfPart((part - fold + folds) % folds));
    const rows = (name: SplitName): Uint32Array => joined(parts.filter((_, part) => names[part] === name));
    const splits = {
      train: { table, rows: rows('train').slice(0, Math.min(size, table.rows)) },
      validation: { table, rows: rows('validation') },
      test: { table, rows: rows('test') },
    };
    yield buildDataset({ ...build, splits }) as never;
  }
}

function sizeOfFold(rows: number, folds: number, fold: number): number {
  return Math.floor(((fold + 1) * rows) / folds) - Math.floor((fold * rows) / folds);
}

function nameOfPart(distance: number): SplitName {
  if (distance === 0) return 'test';
  return distance === 1 ? 'validation' : 'train';
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
