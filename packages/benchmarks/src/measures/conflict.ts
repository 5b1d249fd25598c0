import { checkKnownOptions, InvalidOptionError } from '@equipoise/core';

import type { Interval } from '../statistics/paired-interval.ts';
import { correctedInterval, pairedTTest } from '../statistics/paired-t-test.ts';
import { mean } from '../statistics/summary.ts';

/** What two gradients do to each other: pull apart, pull together, or nothing that unrelated gradients would not do too. */
export type ConflictVerdict = 'conflict' | 'agreement' | 'unrelated';

/** What {@link conflictOf} says. */
export interface Conflict {
  /** The mean cosine: over the steps of each run, then over the runs. */
  readonly cosine: number;
  /** Where that mean lies in 1 − level of studies of unrelated tasks: from −band to band. ∞ with one run. */
  readonly band: number;
  /** The share of steps on which the two were in conflict (cosine below 0), over the runs. Of unrelated tasks it is about a half. */
  readonly share: number;
  /** Where that share lies in 1 − level of studies of unrelated tasks. From −∞ to ∞ with one run. */
  readonly shareBand: Pick<Interval, 'low' | 'high'>;
  /** How likely a mean cosine so far from 0 is between unrelated tasks; NaN with one run. */
  readonly p: number;
  /** What p says at the level. */
  readonly verdict: ConflictVerdict;
}

/** What {@link conflictOf} can be told. */
export interface ConflictOptions {
  /**
   * How often unrelated tasks may be called in conflict or in agreement: between 0 and 1.
   *
   * @defaultValue 0.05
   */
  readonly level?: number;
}

/**
 * Whether the gradients of two tasks conflict more, or less, than those of unrelated tasks do. Cosines of one run depend on each other: its
 * parameters and its data give all of them a common lean, so a share of 59 % of the steps may be chance. Runs (seeds) do not: of
 * unrelated tasks the mean cosine of a run is as likely above 0 as below. The bands are what Student's distribution gives for means of
 * the runs about 0, and about ½ for the shares.
 *
 *     band = t(1 − α/2, n − 1) · s / √n        s = the standard deviation of the runs' mean cosines
 *
 * The cosines may be those of gradients of batches, of one layer, or of the updates that the optimizer applies.
 *
 * @param runs - For each run the cosines of the two tasks, step by step; values that are not numbers are left out.
 * @param options - The level.
 * @throws {@link @equipoise/core!InvalidOptionError} when the level is out of its range, {@link @equipoise/core!UnknownOptionError} for an option that does not exist.
 */
export function conflictOf(runs: readonly (readonly number[])[], options: ConflictOptions = {}): Conflict {
  checkKnownOptions<ConflictOptions>('conflictOf', options, { level: true });
  const { level = 0.05 } = options;
  if (!(level > 0 && level < 1)) throw new InvalidOptionError('conflictOf', 'level', 'between 0 and 1', level);
  const seen = runs.map((cosines) => cosines.filter(Number.isFinite)).filter((cosines) => cosines.length > 0);
  const means = seen.map(mean);
  const shares = seen.map((cosines) => mean(cosines.map((cosine) => (cosine < 0 ? 1 : 0))));
  const cosine = mean(means);
  const { p } = pairedTTest(means);
  const half = halfWidth(shares, level);
  return {
    cosine,
    band: halfWidth(means, level),
    share: mean(shares),
    shareBand: { low: 0.5 - half, high: 0.5 + half },
    p,
    verdict: !(p < level) ? 'unrelated' : cosine < 0 ? 'conflict' : 'agreement',
  };
}

function halfWidth(values: readonly number[], level: number): number {
  const { low, high } = correctedInterval(values, { confidence: 1 - level });
  return (high - low) / 2;
}
