import type { EachSplit } from '../map-splits.ts';

/** How many rows to set aside; the rest is for training. */
export interface HeldOut {
  /** Rows of the validation split, if there is one. */
  readonly validation?: number | undefined;
  /** Rows of the test split, if there is one. */
  readonly test?: number | undefined;
}

/** Which rows belong to which split, in the order in which the split has them. */
export type SplitIndices = EachSplit<Uint32Array>;
