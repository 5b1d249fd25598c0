import { InvalidOptionError } from '@equipoise/core';

import type { FriedmanTest } from './friedman.ts';
import { studentizedRangeQuantile, studentizedRangeTail } from './studentized-range.ts';

/** What {@link nemenyiTest} says: which arms can be told apart. */
export interface NemenyiTest {
  /** Mean ranks that lie at least this far apart differ at the level. */
  readonly criticalDifference: number;
  /**
   * The largest sets of two or more arms that cannot be told apart, each from the best mean rank to the worst, by the places of the
   * arms: the bars of a critical-difference diagram.
   */
  readonly groups: readonly (readonly number[])[];
  /** p of every two arms, adjusted for all pairs; 1 of an arm with itself. */
  readonly ps: readonly (readonly number[])[];
}

/**
 * Nemenyi's test of every two arms after Friedman's.
 *
 *     CD = q(α, k) · √( k(k + 1) / 6N )        q = the studentized range of k arms / √2
 *
 * @param friedman - The mean ranks and the blocks, from {@link friedmanTest}.
 * @param level - α: how often it may tell any two equal arms apart, between 0 and 1.
 * @throws {@link @equipoise/core!InvalidOptionError} when the level is out of its range.
 * @see J. Demšar. Statistical Comparisons of Classifiers over Multiple Data Sets. JMLR 7, 2006.
 *   https://jmlr.org/papers/v7/demsar06a.html
 */
export function nemenyiTest(
  { meanRanks, blocks }: Pick<FriedmanTest, 'meanRanks' | 'blocks'>,
  level = 0.05,
): NemenyiTest {
  if (!(level > 0 && level < 1)) throw new InvalidOptionError('nemenyiTest', 'level', 'between 0 and 1', level);
  const arms = meanRanks.length;
  const unit = Math.sqrt((arms * (arms + 1)) / (12 * blocks)); // The √2 of the range is in it.
  const criticalDifference = studentizedRangeQuantile(level, arms) * unit;
  const ps = meanRanks.map((rank, arm) =>
    meanRanks.map((other, index) => (index === arm ? 1 : studentizedRangeTail(Math.abs(rank - other) / unit, arms))),
  );
  return { criticalDifference, groups: groupsWithin(meanRanks, criticalDifference), ps };
}

/** The largest runs of arms, in the order of their ranks, whose ends lie less than the difference apart. */
function groupsWithin(meanRanks: readonly number[], difference: number): readonly (readonly number[])[] {
  const order = meanRanks.map((rank, arm) => ({ rank, arm })).sort((a, b) => a.rank - b.rank);
  const ends = order.map(({ rank }) => order.filter((other) => other.rank - rank < difference).length);
  return ends.flatMap((end, start) =>
    end - start >= 2 && end > (ends[start - 1] ?? 0) ? [order.slice(start, end).map(({ arm }) => arm)] : [],
  );
}
