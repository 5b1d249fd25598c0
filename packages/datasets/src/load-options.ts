import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import type { LoadOptions } from './card.ts';

/** The options of a loader with every default filled in. */
export interface CompleteLoadOptions {
  /** Decides which examples are in which split. */
  readonly seed: number;
  /** The most training examples to keep; infinite when all are kept. */
  readonly size: number;
}

/**
 * Fills in what the options of a loader leave out, and checks what they say.
 *
 * @param owner - Who was given the options.
 * @param options - The options as the user wrote them.
 * @param defaultSize - How many training examples to keep when the user does not say.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when the seed is no whole number, or the size is not at least 1.
 */
export function completeLoadOptions(
  owner: string,
  options: LoadOptions,
  defaultSize = Number.POSITIVE_INFINITY,
): CompleteLoadOptions {
  checkKnownOptions<LoadOptions>(owner, options, { seed: true, size: true });
  return completeSeedAndSize(owner, options, defaultSize);
}

/**
 * Fills in a seed and a size, and checks them.
 *
 * @param owner - Who was given the options.
 * @param options - The options as the user wrote them; others are ignored.
 * @param defaultSize - How many training examples to keep when the user does not say.
 * @throws {@link @equipoise/core!InvalidOptionError} when the seed is no whole number, or the size is not at least 1.
 */
export function completeSeedAndSize(
  owner: string,
  { seed = 0, size }: LoadOptions,
  defaultSize = Number.POSITIVE_INFINITY,
): CompleteLoadOptions {
  if (!Number.isSafeInteger(seed)) throw new InvalidOptionError(owner, 'seed', 'a whole number', seed);
  if (size === undefined) return { seed, size: defaultSize };
  if (!(size >= 1 && (Number.isInteger(size) || size === defaultSize))) {
    throw new InvalidOptionError(owner, 'size', 'a whole number of at least 1', size);
  }
  return { seed, size };
}
