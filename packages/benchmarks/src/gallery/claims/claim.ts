import type { GalleryResult } from '../result-schema.ts';

/** What may be said of a claim over the entries of the gallery. */
export type ClaimVerdict = 'holds' | 'does not hold' | 'depends' | 'not measured';

/** What was found of a claim. */
export interface ClaimFinding {
  /** What may be said. */
  readonly verdict: ClaimVerdict;
  /** The figures, in a sentence or two. */
  readonly figures: string;
}

/** Something that people are told of multi-task learning, and how it is measured here. */
export interface Claim {
  /** A word or two. */
  readonly name: string;
  /** Whether it is told as an advantage or as a drawback. */
  readonly side: 'advantage' | 'drawback';
  /** What is claimed, in a sentence. */
  readonly claim: string;
  /** What is counted, and when the claim holds. */
  readonly rule: string;
  /**
   * Measures it.
   *
   * @param results - The results of the gallery, at least one.
   */
  readonly measure: (results: readonly GalleryResult[]) => ClaimFinding;
}
