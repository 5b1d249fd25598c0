import type { SplitName } from '@equipoise/core';
import { random } from '@equipoise/core';

import { groupParts } from '../splits/group-parts.ts';
import type { TextRow } from './text-dataset.ts';

/** How rows are dealt to the splits. */
export interface SplitRowsOptions {
  /** Decides which groups are where. */
  readonly seed: number;
  /** The share of the rows for validation. */
  readonly validation: number;
  /** The share of the rows for testing. */
  readonly test: number;
  /** The group of a row: groups stay together. */
  readonly groupOf: (row: TextRow) => string;
}

/**
 * Deals rows to the splits, in groups that stay together. Sizes are as near to the shares as groups allow.
 *
 * @param rows - The rows.
 * @param options - How they are dealt.
 */
export function splitRows(
  rows: readonly TextRow[],
  { seed, validation, test, groupOf }: SplitRowsOptions,
): Readonly<Record<SplitName, readonly TextRow[]>> {
  const names = new Map<string, number>();
  const groups = Int32Array.from(rows, (row) => {
    const name = groupOf(row);
    const group = names.get(name) ?? names.size;
    names.set(name, group);
    return group;
  });
  const sizes = [test, validation].map((share) => Math.round(share * rows.length));
  const parts = groupParts(groups, sizes, random(seed).fork('groups'));
  const [forTest = [], forValidation = [], forTraining = []] = parts.map((part) =>
    Array.from(part, (index) => rows[index] ?? {}),
  );
  return { train: forTraining, validation: forValidation, test: forTest };
}
