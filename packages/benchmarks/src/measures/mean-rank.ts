import { mean } from '../statistics/summary.ts';

/** One metric of every strategy that is ranked. */
export interface RankedMetric {
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
  /** The value of each strategy, in the same order for every metric. */
  readonly values: readonly number[];
}

/**
 * The rank of each strategy on each metric, 1 is best, averaged over the metrics. Strategies with equal values share the
 * mean of the ranks they take up together (two that tie for first rank 1.5 each); tables in papers often give both the
 * smaller one, so theirs can be lower.
 *
 * @param metrics - The metrics, each with a value a strategy.
 */
export function meanRank(metrics: readonly RankedMetric[]): readonly number[] {
  const ranked = metrics.map(({ higherIsBetter, values }) =>
    averageRanks(higherIsBetter ? values.map((value) => -value) : values),
  );
  const strategies = metrics[0]?.values ?? [];
  return strategies.map((_, strategy) => mean(ranked.map((ranks) => ranks[strategy] ?? Number.NaN)));
}

/**
 * The rank of each value from the smallest, 1, up; equal values share the mean of their ranks.
 *
 * @param values - The values to rank.
 */
export function averageRanks(values: readonly number[]): readonly number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}
