import type { EachSplit } from '../map-splits.ts';

/** How many rows to set aside; the rest is for training. */
export interface HeldOut {
  /** Rows to choose by; left out when they are not wanted. */
  readonly validation?: number | undefined;
  /** Rows to report on; left out when they are not wanted. */
  readonly test?: number | undefined;
}

/** Which rows belong to which split, in the order in which the split has them. */
export type SplitIndices = EachSplit<Uint32Array>;
