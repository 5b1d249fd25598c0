import { averageRanks } from '../measures/mean-rank.ts';
import { normalCdf } from './normal.ts';

/** What {@link signedRankTest} says. */
export interface SignedRankTest {
  /** The sum of the ranks of the differences above 0. */
  readonly above: number;
  /** The sum of the ranks of those below 0. */
  readonly below: number;
  /** How many differences are not 0. */
  readonly pairs: number;
  /** How likely sums at least as unlike are, on either side, where differences are as likely above 0 as below. 1 where all are 0, NaN where there are none. */
  readonly p: number;
  /** How p was found: over all 2ⁿ signs, or by the normal distribution. */
  readonly method: 'exact' | 'normal';
}

/** Up to how many differences the exact distribution is used, as in SciPy. */
const mostExact = 50;

/**
 * Wilcoxon's two-sided signed-rank test of paired differences: it asks for symmetry, not for a normal distribution.
 *
 *     W⁺ = Σ rank(|dᵢ|) over dᵢ > 0        W⁻ = Σ rank(|dᵢ|) over dᵢ < 0        p = min(1, 2 P(W ≤ min(W⁺, W⁻)))
 *
 * Differences of 0 are left out and equal sizes share the mean of their ranks. Up to 50 differences p is exact, counted
 * over all signs of the ranks as they are, ties included (SciPy is exact with ties up to 13 pairs only). Beyond, it is that of the
 * normal distribution with the variance corrected for ties and without a continuity correction, as SciPy's. Five pairs or fewer cannot reach p < 0.05.
 *
 * @param differences - One for each pair.
 * @see F. Wilcoxon. Individual Comparisons by Ranking Methods. Biometrics Bulletin 1(6), 1945. https://doi.org/10.2307/3001968
 */
export function signedRankTest(differences: readonly number[]): SignedRankTest {
  const moved = differences.filter((difference) => difference !== 0);
  const ranks = averageRanks(moved.map(Math.abs));
  const sum = (sign: number): number =>
    ranks.reduce((total, rank, index) => total + (Math.sign(moved[index] ?? 0) === sign ? rank : 0), 0);
  const [above, below] = [sum(1), sum(-1)];
  const exact = moved.length <= mostExact;
  const known = differences.length > 0 && !differences.some(Number.isNaN);
  const p = exact ? exactP(ranks, Math.min(above, below)) : normalP(ranks, above);
  return { above, below, pairs: moved.length, p: known ? p : Number.NaN, method: exact ? 'exact' : 'normal' };
}

/** Counts the sums of ranks over all signs, in halves, as tied ranks may be. */
function exactP(ranks: readonly number[], smaller: number): number {
  let shares = Float64Array.of(1);
  for (const rank of ranks) {
    const step = Math.round(2 * rank);
    const next = new Float64Array(shares.length + step);
    shares.forEach((share, sum) => {
      next[sum] = (next[sum] ?? 0) + share / 2;
      next[sum + step] = (next[sum + step] ?? 0) + share / 2;
    });
    shares = next;
  }
  const tail = shares.subarray(0, Math.round(2 * smaller) + 1).reduce((total, share) => total + share, 0);
  return Math.min(1, 2 * tail);
}

/** The variance is Σ rank² / 4, which is n(n + 1)(2n + 1)/24 less Σ(t³ − t)/48 over the groups of t equal sizes. */
function normalP(ranks: readonly number[], above: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const squares = ranks.reduce((sum, rank) => sum + rank * rank, 0);
  return 2 * normalCdf(-Math.abs(above - total / 2) / Math.sqrt(squares / 4));
}
