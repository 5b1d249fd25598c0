import { InvalidOptionError } from '@equipoise/core';

/** How the pairs of a comparison were made. */
export interface Overlap {
  /**
   * n_test / n_train of one split, where the pairs are random splits of the same rows: at least 0. 0 where no two pairs share rows, or
   * where all have one split and differ only in what else the seed decides; the answer is then about that split alone.
   *
   * @defaultValue 0
   */
  readonly testRatio?: number;
}

/**
 * The variance of a mean of n paired differences, in units of the variance of one: 1/n, and n_test/n_train more for splits of the same rows.
 *
 * @param owner - Who asks, for the error.
 * @param pairs - n.
 * @param overlap - n_test / n_train.
 * @throws {@link @equipoise/core!InvalidOptionError} when the ratio is below 0 or not a number.
 */
export function varianceFactor(owner: string, pairs: number, { testRatio = 0 }: Overlap): number {
  if (!(testRatio >= 0 && testRatio < Number.POSITIVE_INFINITY)) {
    throw new InvalidOptionError(owner, 'testRatio', 'a number of at least 0', testRatio);
  }
  return 1 / pairs + testRatio;
}
