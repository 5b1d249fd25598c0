import type { Split, SplitName } from '@equipoise/core';

/** Something for each split of a data set that may have no test split. */
export type EachSplit<Value> = Readonly<Record<'train' | 'validation', Value>> & { readonly test?: Value };

/** The splits of a data set in memory. */
export type Splits = EachSplit<Split>;

/** The splits of a data set in memory that has all three. */
export type AllSplits = Readonly<Record<SplitName, Split>>;

/**
 * Makes something of each split that is there.
 *
 * @param splits - What there is of each split.
 * @param make - What to make of it.
 */
export function mapSplits<Given extends EachSplit<unknown>, To>(
  splits: Given,
  make: (split: Exclude<Given[keyof Given], undefined>) => To,
): { readonly [Name in keyof Given]: To } {
  const made = Object.entries(splits).map(([name, split]) => [name, make(split as never)]);
  return Object.fromEntries(made) as { readonly [Name in keyof Given]: To };
}
