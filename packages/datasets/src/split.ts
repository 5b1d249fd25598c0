import { DataError, type Random, type SplitName } from '@equipoise/core';

/** How many examples to set aside; the rest is for training. */
export interface HeldOut {
  /** Examples to choose by. */
  readonly validation: number;
  /** Examples to report on. */
  readonly test: number;
}

/** Which examples belong to which split, in the order in which the split has them. */
export type SplitIndices = Readonly<Record<SplitName, Uint32Array>>;

/** What to split, and how. */
export interface SplitOptions {
  /** Who asks, for error messages. */
  readonly owner: string;
  /** How many examples there are. */
  readonly count: number;
  /** How many of them to set aside. */
  readonly heldOut: HeldOut;
  /** Keeps at most this many training examples. */
  readonly size: number;
  /** Where the order comes from. */
  readonly stream: Random;
}

/**
 * Deals examples into three splits that share none, in a random order. Which examples are set aside does not depend on `size`.
 *
 * @param options - What to split, and how.
 * @throws {@link @equipoise/core!DataError} when a split would be left without an example.
 */
export function splitIndices(options: SplitOptions): SplitIndices {
  const { owner, count, heldOut, size, stream } = options;
  const trainFrom = heldOut.test + heldOut.validation;
  if (!(heldOut.test >= 1 && heldOut.validation >= 1 && trainFrom < count)) {
    const asked = `${heldOut.validation} for validation and ${heldOut.test} for testing`;
    throw new DataError(`${owner}: every split must have an example, received ${count} examples, ${asked}.`);
  }
  const order = stream.permutation(count);
  return {
    train: order.slice(trainFrom, trainFrom + Math.min(size, count)),
    validation: order.slice(heldOut.test, trainFrom),
    test: order.slice(0, heldOut.test),
  };
}
