import { ShapeError } from '@equipoise/core';

import { averageRanks } from '../measures/mean-rank.ts';
import { mean } from './summary.ts';
import { studentTTails } from './tails.ts';

/** A rank correlation. */
export interface RankCorrelation {
  /** From −1, opposite orders, to 1, the same order; NaN where one side is all equal. */
  readonly rho: number;
  /** How likely a correlation at least so far from 0 is between unrelated numbers; rough below ten pairs. */
  readonly p: number;
}

/**
 * Spearman's rank correlation of two lists, with the p of Student's approximation.
 *
 *     ρ = Σ (rᵢ − r̄)(sᵢ − s̄) / √( Σ (rᵢ − r̄)² Σ (sᵢ − s̄)² )        t = ρ √( (n − 2) / (1 − ρ²) ), n − 2 degrees of freedom
 *
 * r and s are the ranks; equal numbers share the mean of theirs. Pairs in which either number is not finite are left out.
 *
 * @param xs - The first list.
 * @param ys - The second list, pair by pair.
 * @throws {@link @equipoise/core!ShapeError} when the lists differ in length.
 * @see C. Spearman. The Proof and Measurement of Association between Two Things. American Journal of Psychology 15(1), 1904.
 *   https://doi.org/10.2307/1412159
 */
export function spearmanCorrelation(xs: readonly number[], ys: readonly number[]): RankCorrelation {
  if (xs.length !== ys.length) {
    throw new ShapeError(`spearmanCorrelation: expected lists of one length, received ${xs.length} and ${ys.length}.`);
  }
  const pairs = xs
    .map((x, index) => [x, ys[index] ?? Number.NaN] as const)
    .filter((pair) => pair.every(Number.isFinite));
  const [r, s] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)].map(centredRanks);
  const product = (a: readonly number[] = [], b: readonly number[] = []): number =>
    a.reduce((sum, rank, index) => sum + rank * (b[index] ?? 0), 0);
  const rho = product(r, s) / Math.sqrt(product(r, r) * product(s, s));
  const degreesOfFreedom = pairs.length - 2;
  if (!(degreesOfFreedom > 0)) return { rho, p: Number.NaN };
  return { rho, p: studentTTails(rho * Math.sqrt(degreesOfFreedom / Math.max(0, 1 - rho * rho)), degreesOfFreedom) };
}

function centredRanks(values: readonly number[]): readonly number[] {
  const ranks = averageRanks(values);
  const centre = mean(ranks);
  return ranks.map((rank) => rank - centre);
}
