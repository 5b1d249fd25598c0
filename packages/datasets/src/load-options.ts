import { InvalidOptionError } from '@equipoise/core';

import type { LoadOptions } from './card.ts';

/** The options of a loader with every default filled in. */
export interface CompleteLoadOptions {
  /** Decides which examples are in which split. */
  readonly seed: number;
  /** The most training examples to keep; infinite when all are kept. */
  readonly size: number;
}

/**
 * Fills in what load options leave out, and checks what they say.
 *
 * @param owner - Who was given the options.
 * @param options - The options as the user wrote them.
 * @param defaultSize - How many training examples to keep when the user does not say.
 * @throws {@link @equipoise/core!InvalidOptionError} when the seed is no whole number, or the size is not at least 1.
 */
export function completeLoadOptions(
  owner: string,
  options: LoadOptions,
  defaultSize = Number.POSITIVE_INFINITY,
): CompleteLoadOptions {
  const { seed = 0, size = defaultSize } = options;
  if (!Number.isSafeInteger(seed)) throw new InvalidOptionError(owner, 'seed', 'a whole number', seed);
  if (!(size >= 1) || (size !== defaultSize && !Number.isInteger(size))) {
    throw new InvalidOptionError(owner, 'size', 'a whole number of at least 1', size);
  }
  return { seed, size };
}
