import { missingCode, type Table, type TableColumn } from '@equipoise/core';

import type { ColumnFacts } from './column-facts.ts';

/** Columns that say the same in other words, each value of one standing for one value of the other. */
export type Renamed = readonly [name: string, other: string];

/**
 * Finds the columns that say the same as an earlier one in other words, as the name and the number of a level of education do.
 *
 * @param columns - What the columns hold that are compared.
 * @param table - The table.
 */
export function renamedColumns(columns: readonly ColumnFacts[], table: Table): readonly Renamed[] {
  return columns.flatMap((one, index): Renamed[] => {
    if (one.distinct < 3 || one.distinct > (one.rows - one.missing) / 2) return [];
    const earlier = columns
      .slice(0, index)
      .find(
        ({ name, missing, distinct }) =>
          missing === one.missing && distinct === one.distinct && isRenamed(table.column(name), table.column(one.name)),
      );
    return earlier ? [[one.name, earlier.name]] : [];
  });
}

/** Whether each value of one column stands with one value of the other; as many different values make it hold the other way round. */
function isRenamed(one: TableColumn, other: TableColumn): boolean {
  const [keys, values] = [cellsOf(one), cellsOf(other)];
  const meaning = new Map<number, number>();
  for (let row = 0; row < keys.length; row += 1) {
    const [key, value] = [keys[row] ?? 0, values[row] ?? 0];
    const known = meaning.get(key);
    if (known === undefined) meaning.set(key, value);
    else if (!Object.is(known, value)) return false;
    if (isMissing(key) !== isMissing(value)) return false;
  }
  return true;
}

function cellsOf(column: TableColumn): Float64Array | Uint32Array {
  return column.kind === 'number' ? column.values : column.codes;
}

function isMissing(cell: number): boolean {
  return Number.isNaN(cell) || cell === missingCode;
}
