import { missingCode, type Table, type TableColumn } from '@equipoise/core';

import type { ColumnFacts } from './column-facts.ts';

/**
 * Finds the columns that repeat another one, cell by cell: they add nothing to it as inputs, and give a target away.
 *
 * @param columns - The columns to compare.
 * @param table - The table that has them.
 * @returns The name of each column that repeats an earlier one in the list, with that one's name.
 */
export function repeatedColumns(columns: readonly ColumnFacts[], table: Table): ReadonlyMap<string, string> {
  const repeats = new Map<string, string>();
  for (const [index, { name, missing, distinct }] of columns.entries()) {
    const earlier = columns
      .slice(0, index)
      .find(
        (one) =>
          one.missing === missing &&
          one.distinct === distinct &&
          !repeats.has(one.name) &&
          sameCells(table.column(one.name), table.column(name)),
      );
    if (earlier) repeats.set(name, earlier.name);
  }
  return repeats;
}

function sameCells(one: TableColumn, other: TableColumn): boolean {
  if (one.kind === 'number') {
    return other.kind === 'number' && one.values.every((value, row) => Object.is(value, other.values[row]));
  }
  if (other.kind === 'number') return false;
  return one.codes.every((code, row) => {
    const its = other.codes[row] ?? missingCode;
    if (code === missingCode || its === missingCode) return code === its;
    return one.levels.at(code) === other.levels.at(its);
  });
}
