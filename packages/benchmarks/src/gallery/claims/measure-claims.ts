import type { GalleryResult } from '../result-schema.ts';
import type { Claim, ClaimFinding } from './claim.ts';
import { claims } from './registry.ts';

/** A row of the table of claims. */
export type ClaimRow = Pick<Claim, 'name' | 'side' | 'claim' | 'rule'> & ClaimFinding;

/**
 * Measures every claim over results of the gallery.
 *
 * @param results - The results, at least one.
 */
export function measureClaims(results: readonly GalleryResult[]): readonly ClaimRow[] {
  return claims.map(({ name, side, claim, rule, measure }) => ({ name, side, claim, rule, ...measure(results) }));
}
