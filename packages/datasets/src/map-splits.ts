import type { SplitName } from '@equipoise/core';

/**
 * Makes something of each split.
 *
 * @param splits - What there is of each split.
 * @param make - What to make of it.
 */
export function mapSplits<From, To>(
  splits: Readonly<Record<SplitName, From>>,
  make: (split: From) => To,
): Record<SplitName, To> {
  return { train: make(splits.train), validation: make(splits.validation), test: make(splits.test) };
}
