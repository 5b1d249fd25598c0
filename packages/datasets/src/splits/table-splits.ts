import { type Table, toTable } from '@equipoise/core';

import type { FromTableOptions } from '../from-table-options.ts';
import { type EachSplit, mapSplits } from '../map-splits.ts';
import type { TableRows } from '../table/build-dataset.ts';
import type { TableSource } from '../table/table-types.ts';
import { defaultShare } from './check-split-options.ts';
import { type DealOptions, dealRows } from './deal-rows.ts';

/** The options that say which rows are in which split. */
export type SplitOptions = Pick<FromTableOptions, 'validation' | 'test' | 'validationTable' | 'testTable'>;

/**
 * Deals the rows of a table into splits, beside tables of their own for validation and testing.
 *
 * @param deal - The table, and what decides.
 * @param options - Shares and tables, checked.
 * @param size - Keeps at most this many training rows.
 * @param most - Rows that are set aside at most for a split whose share is not given.
 * @throws what `dealRows` throws.
 */
export function tableSplits(
  deal: DealOptions,
  options: SplitOptions,
  size: number,
  most = Number.POSITIVE_INFINITY,
): EachSplit<TableRows> {
  const { owner, table, rule } = deal;
  const { validation, validationTable, testTable, test } = options;
  const noTest = testTable !== undefined || (typeof rule === 'object' && 'given' in rule) || test === 0;
  const count = (share = Math.min(defaultShare, most / table.rows)): number => Math.round(table.rows * share);
  const heldOut = {
    validation: validationTable ? undefined : count(validation),
    test: noTest ? undefined : count(test),
  };
  return {
    ...mapSplits(dealRows(deal, heldOut, size), (rows: Uint32Array) => ({ table, rows })),
    ...(validationTable && { validation: allRows(`${owner}, validation`, validationTable) }),
    ...(testTable && { test: allRows(`${owner}, test`, testTable) }),
  };
}

function allRows(owner: string, source: TableSource): TableRows {
  const table: Table = toTable(owner, source);
  return { table, rows: Uint32Array.from({ length: table.rows }, (_, row) => row) };
}
