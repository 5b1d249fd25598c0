import type { Table } from '@equipoise/core';

import { datasetOf } from './from-table.ts';
import type { FromTableOptions } from './from-table-options.ts';
import { type DanfoFrame, readDanfo } from './readers/danfo.ts';
import type { SplitRule } from './splits/split-rule.ts';
import { checkTableOptions } from './table-options.ts';
import type { InputColumns, KnownNames, SplitsOf, TableDataset, TargetColumns, TasksOf } from './table/table-types.ts';

/**
 * Makes a data set of a danfo.js data frame, as `fromTable` makes one of the table that `readDanfo` gives.
 *
 * @example
 * const dataset = fromDanfo(await readCSV('houses.csv'), { inputs: { area: 'numeric' }, targets: { price: 'regression' } });
 *
 * @param frame - The data frame.
 * @param options - Its inputs and targets.
 * @throws what `readDanfo` and `fromTable` throw.
 */
export function fromDanfo<
  const Targets extends TargetColumns,
  const Inputs extends InputColumns,
  const Rule extends SplitRule = SplitRule,
  const Test extends number = number,
>(
  frame: DanfoFrame,
  options: Omit<FromTableOptions<Targets, Inputs, Table, Rule, Test>, 'table'> & KnownNames<Table, Targets, Inputs>,
): TableDataset<TasksOf<Targets>, keyof Inputs & string, SplitsOf<Rule, Test>> {
  checkTableOptions('fromDanfo', options, []);
  return datasetOf({ ...options, table: readDanfo(frame) }) as never;
}
