import { ShapeError } from '@equipoise/core';

import { meanRank, type RankedMetric } from '../measures/mean-rank.ts';
import { chiSquaredTail, fTail } from './tails.ts';

/** What {@link friedmanTest} says. */
export interface FriedmanTest {
  /** The mean rank of each arm, 1 is best; ties share the mean of their ranks. */
  readonly meanRanks: readonly number[];
  /** N: how many blocks (data sets, tasks, seeds) the arms were ranked on. */
  readonly blocks: number;
  /** Friedman's χ², corrected for ties. */
  readonly statistic: number;
  /** p of χ² with k − 1 degrees of freedom: too large where blocks are few. */
  readonly p: number;
  /** What the χ² without the correction for ties was divided by: 1 without ties, smaller with them. */
  readonly tieCorrection: number;
  /** Iman and Davenport's F. */
  readonly f: number;
  /** p of F with k − 1 and (k − 1)(N − 1) degrees of freedom: the better one. */
  readonly fP: number;
}

/**
 * Friedman's test of whether arms differ at all: on ranks within each block, so that blocks of different scales and
 * directions may stand together.
 *
 *     χ² = 12N / (k(k + 1)) · [ Σⱼ Rⱼ² − k(k + 1)²/4 ] / C        C = 1 − Σ(t³ − t) / (N k(k² − 1))
 *     F  = (N − 1) χ² / (N(k − 1) − χ²)
 *
 * Rⱼ are the mean ranks of the k arms over N blocks, and t the sizes of the ties within the blocks. Where all values of every
 * block are equal nothing is known and both p are NaN. Blocks must be independent of each other: the tasks of one data set
 * are not quite.
 *
 * @param blocks - For each block the value of every arm, in the same order.
 * @throws {@link @equipoise/core!ShapeError} when there are fewer than two blocks or arms, or blocks differ in their arms.
 * @see M. Friedman. The Use of Ranks to Avoid the Assumption of Normality Implicit in the Analysis of Variance. JASA 32, 1937.
 *   https://doi.org/10.2307/2279372
 * @see R. L. Iman, J. M. Davenport. Approximations of the Critical Region of the Friedman Statistic. Communications in
 *   Statistics 9(6), 1980. https://doi.org/10.1080/03610928008827904
 */
export function friedmanTest(blocks: readonly RankedMetric[]): FriedmanTest {
  const arms = blocks[0]?.values.length ?? 0;
  const count = blocks.length;
  const uneven = blocks.find(({ values }) => values.length !== arms);
  if (uneven)
    throw new ShapeError(`friedmanTest: expected ${arms} arms in every block, received ${uneven.values.length}.`);
  if (count < 2 || arms < 2) {
    throw new ShapeError(`friedmanTest: expected at least 2 blocks of 2 arms, received ${count} of ${arms}.`);
  }
  const meanRanks = meanRank(blocks);
  const squares = meanRanks.reduce((sum, rank) => sum + rank * rank, 0);
  const tieCorrection =
    1 - blocks.reduce((sum, { values }) => sum + tieSize(values), 0) / (count * arms * (arms ** 2 - 1));
  const plain = ((12 * count) / (arms * (arms + 1))) * (squares - (arms * (arms + 1) ** 2) / 4);
  const statistic = tieCorrection > 1e-12 ? plain / tieCorrection : Number.NaN;
  const rest = count * (arms - 1) - statistic;
  const f =
    rest > 1e-9 * count ? ((count - 1) * statistic) / rest : Number.isNaN(rest) ? rest : Number.POSITIVE_INFINITY;
  const degrees = { numerator: arms - 1, denominator: (arms - 1) * (count - 1) };
  return {
    meanRanks,
    blocks: count,
    statistic,
    p: chiSquaredTail(statistic, arms - 1),
    tieCorrection,
    f,
    fP: fTail(f, degrees),
  };
}

/** Σ(t³ − t) over the groups of t equal values: each value of a group gives t² − 1 of it. */
function tieSize(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + values.filter((other) => other === value).length ** 2 - 1, 0);
}
