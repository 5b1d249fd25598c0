import type { Table } from '@equipoise/core';

import { datasetOf } from './from-table.ts';
import type { FromTableOptions } from './from-table-options.ts';
import { type ArrowTable, readArrow } from './readers/read-arrow.ts';
import type { SplitRule } from './splits/split-rule.ts';
import { checkTableOptions } from './table-options.ts';
import type { InputColumns, KnownNames, SplitsOf, TableDataset, TargetColumns, TasksOf } from './table/table-types.ts';

/**
 * Makes a data set of an Apache Arrow table, as `fromTable` makes one of the table that `readArrow` gives.
 *
 * @example
 * const dataset = fromArrow(tableFromIPC(bytes), { inputs: { age: 'numeric' }, targets: { churn: 'binary' } });
 *
 * @param table - The table: of `apache-arrow`, and so of nodejs-polars, arquero and DuckDB.
 * @param options - Its inputs and targets.
 * @throws what `readArrow` and `fromTable` throw.
 */
export function fromArrow<
  const Targets extends TargetColumns,
  const Inputs extends InputColumns,
  const Rule extends SplitRule = SplitRule,
  const Test extends number = number,
>(
  table: ArrowTable,
  options: Omit<FromTableOptions<Targets, Inputs, Table, Rule, Test>, 'table'> & KnownNames<Table, Targets, Inputs>,
): TableDataset<TasksOf<Targets>, keyof Inputs & string, SplitsOf<Rule, Test>> {
  checkTableOptions('fromArrow', options, []);
  return datasetOf({ ...options, table: readArrow(table) }) as never;
}
