import type { Table } from '@equipoise/core';

import { rowHashes } from './row-hashes.ts';

/** Rows that are there more than once. */
export interface Duplicates {
  /** Rows that repeat an earlier one in all cells. */
  readonly exact: number;
  /** Rows whose inputs are those of an earlier one. */
  readonly sameInputs: number;
  /** Rows that share their inputs with another row whose targets differ: no model can be right about all of them. */
  readonly conflicting: number;
}

/**
 * Counts the rows that are there more than once. Cells are compared by hashes of 53 bits.
 *
 * @param table - The table.
 * @param inputs - The columns that are inputs.
 * @param targets - The columns that are predicted.
 */
export function countDuplicates(table: Table, inputs: readonly string[], targets: readonly string[]): Duplicates {
  const hashes = (names: readonly string[]): Float64Array =>
    rowHashes(
      names.map((name) => table.column(name)),
      table.rows,
    );
  const exact = repeatsIn(hashes(table.columns));
  if (inputs.length === 0) return { exact, sameInputs: 0, conflicting: 0 };
  const own = hashes(inputs);
  const sameInputs = repeatsIn(own);
  if (targets.length === 0 || sameInputs === 0) return { exact, sameInputs, conflicting: 0 };
  const labels = hashes(targets);
  const [first, rows, differing] = [new Map<number, number>(), new Map<number, number>(), new Set<number>()];
  for (let row = 0; row < table.rows; row += 1) {
    const [key, label] = [own[row] ?? 0, labels[row] ?? 0];
    const known = first.get(key);
    if (known === undefined) first.set(key, label);
    else if (known !== label) differing.add(key);
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  const conflicting = [...differing].reduce((sum, key) => sum + (rows.get(key) ?? 0), 0);
  return { exact, sameInputs, conflicting };
}

function repeatsIn(hashes: Float64Array): number {
  const sorted = hashes.slice().sort();
  let count = 0;
  for (let row = 1; row < sorted.length; row += 1) count += sorted[row] === sorted[row - 1] ? 1 : 0;
  return count;
}
