import type { Split, SplitName } from '@equipoise/core';

/** Something for each split of a data set that may have no test split. */
export interface EachSplit<Value> {
  /** For the examples that are learnt from. */
  readonly train: Value;
  /** For the examples that are chosen by. */
  readonly validation: Value;
  /** For the examples that are reported on, where there are some. */
  readonly test?: Value;
}

/** The splits of a data set in memory. */
export type Splits = EachSplit<Split>;

/** The splits of a data set in memory that has all three. */
export type AllSplits = Readonly<Record<SplitName, Split>>;

/**
 * Makes something of each split.
 *
 * @param splits - What there is of each split.
 * @param make - What to make of it.
 */
export function mapSplits<From, To>(
  splits: Readonly<Record<SplitName, From>>,
  make: (split: From) => To,
): Record<SplitName, To>;
/**
 * Makes something of each split that is there.
 *
 * @param splits - What there is of each split.
 * @param make - What to make of it.
 */
export function mapSplits<From, To>(splits: EachSplit<From>, make: (split: From) => To): EachSplit<To>;
export function mapSplits<From, To>(
  { train, validation, test }: EachSplit<From>,
  make: (split: From) => To,
): EachSplit<To> {
  const both = { train: make(train), validation: make(validation) };
  return test === undefined ? both : { ...both, test: make(test) };
}
