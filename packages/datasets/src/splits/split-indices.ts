import type { EachSplit } from '../map-splits.ts';

/** How many rows to set aside; the rest is for training. */
export interface HeldOut {
  /** Rows to choose by, at least 1. */
  readonly validation: number;
  /** Rows to report on; 0 for none. */
  readonly test: number;
}

/** Which rows belong to which split, in the order in which the split has them. */
export type SplitIndices = EachSplit<Uint32Array>;
